import type { Operation } from '../../operation.ts'
import { deleteAccountPasswordPolicy } from './delete-account-password-policy.ts'
import { getAccountPasswordPolicy } from './get-account-password-policy.ts'
import { updateAccountPasswordPolicy } from './update-account-password-policy.ts'

/** Operations on what an account asks of passwords. */
export const passwordPolicyOperations: readonly Operation[] = [
  deleteAccountPasswordPolicy,
  getAccountPasswordPolicy,
  updateAccountPasswordPolicy,
]
