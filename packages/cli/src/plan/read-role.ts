import {
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  paginateListAttachedRolePolicies,
  paginateListRolePolicies,
} from '@aws-sdk/client-iam'
import { policyDocument } from './policy-document.ts'
import type { RoleState } from './present.ts'
import { unlessMissing } from './unless-missing.ts'

/** A role with its policies as IAM holds it, or nothing when there is none. */
export async function readRole(iam: IAMClient, RoleName: string): Promise<RoleState | undefined> {
  const role = (await unlessMissing(iam.send(new GetRoleCommand({ RoleName }))))?.Role
  if (!role) return undefined
  const attached: string[] = []
  for await (const page of paginateListAttachedRolePolicies({ client: iam }, { RoleName })) {
    attached.push(...(page.AttachedPolicies ?? []).map(({ PolicyArn = '' }) => PolicyArn))
  }
  const names: string[] = []
  for await (const page of paginateListRolePolicies({ client: iam }, { RoleName })) {
    names.push(...(page.PolicyNames ?? []))
  }
  const inline = await Promise.all(
    names.map(async (PolicyName) => {
      const policy = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }))
      return [
        PolicyName,
        policyDocument(policy.PolicyDocument, `policy ${PolicyName} of role ${RoleName}`),
      ] as const
    }),
  )
  const boundary = role.PermissionsBoundary?.PermissionsBoundaryArn
  return {
    arn: role.Arn ?? '',
    trust: policyDocument(role.AssumeRolePolicyDocument, `trust policy of role ${RoleName}`),
    ...(boundary ? { boundary } : {}),
    tags: Object.fromEntries((role.Tags ?? []).map(({ Key, Value }) => [Key, Value ?? ''])),
    attached,
    inline: Object.fromEntries(inline),
  }
}
