import type { ClusterConfig, IamServiceAccount } from '../cluster-config/cluster-config.ts'
import { serviceAccountName } from '../cluster-config/service-account-name.ts'
import type { Json } from '../json/json.ts'
import { ownership } from './ownership.ts'
import type { Present } from './present.ts'
import { trustPolicy } from './trust-policy.ts'

/** A role as the file wants it. */
export interface WantedRole {
  readonly name: string
  /** Whose it is, for people. */
  readonly owner: string
  /** Absent as long as the cluster has no issuer. */
  readonly trust?: Json
  readonly boundary?: string
  readonly tags: Readonly<Record<string, string>>
  readonly attached: readonly string[]
  readonly inline: Readonly<Record<string, Json>>
}

/** The role of a ServiceAccount; policies and tags are named as eksctl names them. */
export function wantedRole(
  config: ClusterConfig,
  account: IamServiceAccount,
  name: string,
  present: Present,
): WantedRole {
  const cluster = config.metadata.name
  const issuer = present.cluster?.issuer
  const { namespace = 'default' } = account.metadata
  const inlineName = `eksctl-${cluster}-addon-iamserviceaccount-${namespace}-${account.metadata.name}-Policy1`
  return {
    name,
    owner: `ServiceAccount ${serviceAccountName(account)}`,
    ...(issuer === undefined ? {} : { trust: trustPolicy(account, issuer, present) }),
    ...(account.permissionsBoundary ? { boundary: account.permissionsBoundary } : {}),
    tags: {
      ...config.metadata.tags,
      ...account.tags,
      ...ownership.tagsOf(cluster, present),
      [ownership.serviceAccount]: serviceAccountName(account),
    },
    attached: account.attachPolicyARNs ?? [],
    // IAM takes names of up to 128 characters.
    inline: account.attachPolicy ? { [inlineName.slice(-128)]: account.attachPolicy } : {},
  }
}
