import type { Operation } from '../../operation.ts'
import { closeAccount } from './close-account.ts'
import { createAccount } from './create-account.ts'
import { describeAccount } from './describe-account.ts'
import { describeCreateAccountStatus } from './describe-create-account-status.ts'
import { listAccounts } from './list-accounts.ts'
import { listAccountsForParent } from './list-accounts-for-parent.ts'
import { listCreateAccountStatus } from './list-create-account-status.ts'
import { moveAccount } from './move-account.ts'
import { removeAccountFromOrganization } from './remove-account-from-organization.ts'

/** Operations on the accounts of an organization. */
export const accountOperations: readonly Operation[] = [
  closeAccount,
  createAccount,
  describeAccount,
  describeCreateAccountStatus,
  listAccounts,
  listAccountsForParent,
  listCreateAccountStatus,
  moveAccount,
  removeAccountFromOrganization,
]
