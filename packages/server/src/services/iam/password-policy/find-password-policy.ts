import { type PasswordPolicy, passwordPolicies } from '../../../records/password-policy.ts'
import type { ServiceContext } from '../../service-context.ts'
import { passwordPolicyFaults } from './password-policy-faults.ts'

/** The policy that the account was given. @throws Fault NoSuchEntity */
export async function findPasswordPolicy({ account, transaction }: ServiceContext): Promise<PasswordPolicy> {
  const policy = await transaction.get(passwordPolicies, [account])
  if (!policy) throw passwordPolicyFaults.noSuchPolicy(account)
  return policy
}
