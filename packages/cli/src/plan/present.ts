import type { Json } from '../json/json.ts'

/** What AWS and the cluster hold now, as far as one file speaks of it. Plain data: a test writes it by hand. */
export interface Present {
  readonly account: string
  readonly partition: string
  readonly region: string
  /** Where calls go. Absent: to AWS itself, where a cluster needs more than this file holds. */
  readonly endpoint?: string
  readonly cluster?: ClusterState
  /** The IAM OIDC provider of the cluster's issuer. */
  readonly provider?: { readonly clientIds: readonly string[] }
  /** By name; one that is not there does not exist. */
  readonly roles: Readonly<Record<string, RoleState>>
  /** Managed policies that a role of the file is to have and that do not exist, by ARN, with one that may be meant. */
  readonly missingPolicies: Readonly<Record<string, { readonly near?: string }>>
  /** Roles that an association of the file is to have and that do not exist, in the same way. */
  readonly missingRoles: Readonly<Record<string, { readonly near?: string }>>
  /** EKS Pod Identity associations by `namespace/name` of their ServiceAccount. */
  readonly associations: Readonly<Record<string, AssociationState>>
  readonly namespaces: readonly string[]
  /** By `namespace/name`. */
  readonly serviceAccounts: Readonly<Record<string, ServiceAccountState>>
}

export interface ClusterState {
  readonly status: string
  readonly version?: string
  /** Known from the time the cluster is active. */
  readonly issuer?: string
}

export interface RoleState {
  readonly arn: string
  readonly trust: Json
  readonly boundary?: string
  readonly tags: Readonly<Record<string, string>>
  /** ARNs of the managed policies. */
  readonly attached: readonly string[]
  /** Inline policies by name. */
  readonly inline: Readonly<Record<string, Json>>
}

export interface ServiceAccountState {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

export interface AssociationState {
  readonly id: string
  readonly roleArn: string
  readonly targetRoleArn?: string
  readonly disableSessionTags: boolean
  /** A session policy, as text. */
  readonly policy?: string
  /** The add-on it belongs to, which alone may change it. */
  readonly ownerArn?: string
  readonly tags: Readonly<Record<string, string>>
}
