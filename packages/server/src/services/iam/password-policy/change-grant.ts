import { type CompiledPolicy, compilePolicy, parsePolicy } from '@rolecall/policy'
import { passwordPolicies } from '../../../records/password-policy.ts'
import type { ServiceContext } from '../../service-context.ts'

const document = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'],
    Resource: '*',
  },
}

const grant = compiled()

/**
 * What `AllowUsersToChangePassword` gives each user of the account without a policy of theirs: to change the own
 * password, and to read what is asked of it. Source: "Permit IAM users to change their own passwords", IAM User
 * Guide.
 */
export async function changeGrant({
  account,
  caller,
  transaction,
}: ServiceContext): Promise<CompiledPolicy | undefined> {
  if (caller.principal.type !== 'user') return undefined
  const policy = await transaction.get(passwordPolicies, [account])
  return policy?.allowUsersToChangePassword ? grant : undefined
}

function compiled(): CompiledPolicy {
  const parsed = parsePolicy(JSON.stringify(document), 'identity')
  if (!parsed.ok) throw new Error('the grant of AllowUsersToChangePassword does not parse')
  return compilePolicy(parsed.policy, 'AllowUsersToChangePassword')
}
