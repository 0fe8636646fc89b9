/**
 * What AWS and a cluster held at one time, as far as it was read. Plain data, the same from a Rolecall server,
 * from AWS with a real cluster, and from a saved file.
 */
export interface Snapshot {
  /** The account whose IAM was read, twelve digits. */
  readonly account: string
  readonly partition: string
  readonly clusters: Collection<ClusterRecord>
  readonly serviceAccounts: Collection<ServiceAccountRecord>
  readonly associations: Collection<AssociationRecord>
  readonly providers: Collection<ProviderRecord>
  readonly roles: Collection<RoleRecord>
  readonly users: Collection<UserRecord>
  readonly managedPolicies: Collection<PolicyRecord>
  /** Policies that are attached to resources: buckets, queues, keys. Trust policies stand with their roles. */
  readonly resourcePolicies: Collection<PolicyRecord>
}

/** Things of one kind. What is neither listed, nor missing, nor unread is unknown, unless all were read. */
export interface Collection<Item> {
  readonly items: readonly Item[]
  /** All there are were read, so that what is not listed does not exist. */
  readonly complete: boolean
  /** Keys that were asked for and do not exist. */
  readonly missing?: readonly string[]
  /** Keys that were asked for and kept back, with the sentence of the API that did. */
  readonly unread?: readonly { readonly key: string; readonly because: string }[]
}

export interface ClusterRecord {
  readonly arn: string
  readonly name: string
  /** URL; absent while the cluster has none. */
  readonly issuer?: string
}

export interface ServiceAccountRecord {
  readonly cluster: string
  readonly namespace: string
  readonly name: string
  readonly annotations: Readonly<Record<string, string>>
  /** Milliseconds since the epoch. */
  readonly created?: number
  /** When annotations were last written, by key, of those whose writer the cluster kept (`managedFields`). */
  readonly annotated?: Readonly<Record<string, number>>
}

/** An EKS Pod Identity association. */
export interface AssociationRecord {
  /** `a-…`; absent in files that leave it out. */
  readonly id?: string
  readonly cluster: string
  /** Of a Rolecall server also with `*` for any text, as the ServiceAccount. */
  readonly namespace: string
  readonly serviceAccount: string
  /** Absent, with all below, when only its outline was read: another ServiceAccount's. */
  readonly roleArn?: string
  readonly targetRoleArn?: string
  readonly externalId?: string
  readonly disableSessionTags?: boolean
  /** Session policy, JSON. */
  readonly policy?: string
  /** Milliseconds since the epoch. */
  readonly created?: number
  readonly modified?: number
  /** Why no more than its outline could be read, where more was asked for. */
  readonly unread?: string
}

/** An IAM OIDC provider. */
export interface ProviderRecord {
  readonly arn: string
  /** Absent when only its name was read. */
  readonly clientIds?: readonly string[]
}

/** Who holds identity policies. */
export interface PolicyHolder {
  readonly arn: string
  readonly inline: readonly { readonly name: string; readonly document: string }[]
  /** ARNs of managed policies. */
  readonly attached: readonly string[]
  /** What of its policies could not be read, and why: one sentence each. */
  readonly unread?: readonly string[]
}

interface Bounded extends PolicyHolder {
  readonly name: string
  /** `AROA…`, `AIDA…` */
  readonly id: string
  readonly tags: Readonly<Record<string, string>>
  /** ARN of the permissions boundary. */
  readonly boundary?: string
}

export interface RoleRecord extends Bounded {
  /** The trust policy's text. */
  readonly trust: string
}

export interface UserRecord extends Bounded {
  readonly groups: readonly PolicyHolder[]
}

export interface PolicyRecord {
  readonly arn: string
  /** Text of the version in force. */
  readonly document: string
}
