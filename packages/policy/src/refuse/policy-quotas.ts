import type { PolicyKind } from '../document/policy-kinds.ts'

export interface PolicyQuota {
  /** The quota's name in the service's answer. */
  readonly name: string
  readonly characters: number
  /** IAM does not count white space; Organizations counts what is stored. */
  readonly countsWhiteSpace: boolean
}

const iam = (name: string, characters: number): PolicyQuota => ({ name, characters, countsWhiteSpace: false })
const organizations: PolicyQuota = { name: 'PolicySize', characters: 5120, countsWhiteSpace: true }

/**
 * How long a policy may be, by kind. An `identity` policy is a managed one unless the caller says otherwise:
 * inline policies share one quota each user, group or role. Policies of resources have quotas of their
 * services, which are not known here. Source: "IAM and AWS STS quotas"; "Quotas for AWS Organizations".
 */
export const policyQuotas: Readonly<
  Record<Exclude<PolicyKind, 'resource'> | 'inline-user' | 'inline-group' | 'inline-role', PolicyQuota>
> = {
  identity: iam('PolicySize', 6144),
  boundary: iam('PolicySize', 6144),
  trust: iam('ACLSizePerRole', 2048),
  session: iam('PolicySize', 2048),
  scp: organizations,
  rcp: organizations,
  'inline-user': iam('PolicySize', 2048),
  'inline-group': iam('PolicySize', 5120),
  'inline-role': iam('PolicySize', 10_240),
}
