import { checkPolicy } from './check-policy.ts'
import type { IamServiceAccount } from './cluster-config.ts'
import { form } from './form.ts'
import type { Said } from './reading.ts'
import { when } from './when.ts'

/** What is wrong with an entry of `iam.serviceAccounts`. */
export function checkServiceAccount(account: IamServiceAccount, path: string): Said[] {
  const { metadata, attachPolicyARNs = [], attachPolicy, attachRoleARN } = account
  const attaches = attachPolicyARNs.length > 0 || attachPolicy !== undefined
  const shapesRole =
    attaches || account.roleName || account.permissionsBoundary || account.subjectPattern || account.tags
  return [
    ...form(`${path}.metadata.name`, metadata.name, 'serviceAccount'),
    ...form(`${path}.metadata.namespace`, metadata.namespace, 'namespace'),
    ...form(`${path}.roleName`, account.roleName, 'roleName'),
    ...form(`${path}.attachRoleARN`, attachRoleARN, 'roleArn'),
    ...form(`${path}.permissionsBoundary`, account.permissionsBoundary, 'policyArn'),
    ...attachPolicyARNs.flatMap((arn, at) => form(`${path}.attachPolicyARNs[${at}]`, arn, 'policyArn')),
    ...(attachPolicy === undefined ? [] : checkPolicy(attachPolicy, `${path}.attachPolicy`)),
    ...when(path, !attaches && !attachRoleARN, 'needs attachPolicyARNs, attachPolicy or attachRoleARN'),
    ...when(
      `${path}.attachRoleARN`,
      attachRoleARN !== undefined && Boolean(shapesRole),
      'uses a role as it is; roleName, policies, boundary, subjectPattern and tags would change it',
    ),
    ...when(
      `${path}.roleOnly`,
      account.roleOnly === true && attachRoleARN !== undefined,
      'leaves nothing to do beside attachRoleARN',
    ),
    ...when(
      `${path}.metadata.annotations`,
      metadata.annotations?.['eks.amazonaws.com/role-arn'] !== undefined,
      'sets eks.amazonaws.com/role-arn, which follows from the role; use attachRoleARN for another role',
    ),
  ]
}
