import { CloseAccount$, type CloseAccountRequest } from '@aws-sdk/client-organizations'
import { type Account, accounts } from '../../../records/account.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { organizationsConstraints } from '../constraints.ts'
import { organizationsFaults } from '../faults.ts'
import { managedOrganization } from '../managed-organization.ts'
import { organizationPermissions } from '../organization-permissions.ts'
import { namedAccount } from './named-account.ts'

/** From the next call on nobody calls from the account, and nobody assumes a role in it. */
export const closeAccount = operation<Given<CloseAccountRequest>, void>(CloseAccount$, {
  constraints: { AccountId: organizationsConstraints.id },
  authorize: organizationPermissions('CloseAccount', ({ AccountId }) => ({ on: [AccountId] })),
  trail: { readOnly: false },
  async handle({ AccountId }, context) {
    const { now, transaction } = context
    const organization = await managedOrganization(context)
    const target = await namedAccount(AccountId, organization, transaction)
    if (target.id === organization.managementAccountId) {
      throw organizationsFaults.constraint(
        'CANNOT_CLOSE_MANAGEMENT_ACCOUNT',
        'You cannot close the management account of an organization.',
      )
    }
    const account = target.account as Account
    if (account.closedAt !== undefined) throw organizationsFaults.accountAlreadyClosed()
    await transaction.put(accounts, [account.id], { ...account, closedAt: now })
  },
})
