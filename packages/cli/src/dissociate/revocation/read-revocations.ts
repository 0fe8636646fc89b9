import { GetRolePolicyCommand, type IAMClient } from '@aws-sdk/client-iam'
import type { Json } from '../../json/json.ts'
import { policyDocument } from '../../plan/policy-document.ts'
import { revocationPolicyName } from '../../plan/revocation-policy-name.ts'
import { unlessMissing } from '../../plan/unless-missing.ts'

/** `AWSRevokeOlderSessions` of a role as IAM holds it, or nothing when it has none. */
export async function readRevocations(iam: IAMClient, RoleName: string): Promise<Json | undefined> {
  const command = new GetRolePolicyCommand({ RoleName, PolicyName: revocationPolicyName })
  const found = await unlessMissing(iam.send(command))
  return found && policyDocument(found.PolicyDocument, `policy ${revocationPolicyName} of role ${RoleName}`)
}
