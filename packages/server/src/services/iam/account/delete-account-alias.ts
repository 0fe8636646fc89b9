import { DeleteAccountAlias$, type DeleteAccountAliasRequest } from '@aws-sdk/client-iam'
import { accounts } from '../../../records/account.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { accountConstraints } from './account-constraints.ts'
import { accountFaults } from './account-faults.ts'
import { findAccount } from './find-account.ts'

export const deleteAccountAlias = operation<Given<DeleteAccountAliasRequest>, void>(DeleteAccountAlias$, {
  constraints: { AccountAlias: accountConstraints.alias },
  authorize: () => [{ action: 'iam:DeleteAccountAlias', resource: '*' }],
  trail: { readOnly: false },
  async handle({ AccountAlias: alias }, context) {
    const account = await findAccount(context)
    if (account.alias !== alias) throw accountFaults.noSuchAlias(alias)
    await context.transaction.put(accounts, [account.id], { ...account, alias: undefined })
  },
})
