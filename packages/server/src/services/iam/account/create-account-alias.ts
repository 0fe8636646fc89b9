import { CreateAccountAlias$, type CreateAccountAliasRequest } from '@aws-sdk/client-iam'
import { accounts } from '../../../records/account.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { accountConstraints } from './account-constraints.ts'
import { accountFaults } from './account-faults.ts'
import { findAccount } from './find-account.ts'

/** An account has one alias at most: another takes its place. No two accounts have the same. */
export const createAccountAlias = operation<Given<CreateAccountAliasRequest>, void>(CreateAccountAlias$, {
  constraints: { AccountAlias: accountConstraints.alias },
  authorize: () => [{ action: 'iam:CreateAccountAlias', resource: '*' }],
  trail: { readOnly: false },
  async handle({ AccountAlias: alias }, context) {
    const all = await context.transaction.list(accounts, [])
    if (all.some((account) => account.alias === alias)) throw accountFaults.aliasExists(alias)
    const account = await findAccount(context)
    await context.transaction.put(accounts, [account.id], { ...account, alias })
  },
})
