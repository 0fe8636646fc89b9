import type { PolicyVersion as PolicyVersionOutput } from '@aws-sdk/client-iam'
import type { ManagedPolicy, PolicyVersion } from '../../../records/managed-policy.ts'
import { iamDate } from '../iam-date.ts'

/** What every answer says of a version of a policy; only `GetPolicyVersion` sends its document besides. */
export function policyVersionOutput(policy: ManagedPolicy, version: PolicyVersion): PolicyVersionOutput {
  return {
    VersionId: version.id,
    IsDefaultVersion: version.id === policy.defaultVersionId,
    CreateDate: iamDate(version.createdAt),
  }
}
