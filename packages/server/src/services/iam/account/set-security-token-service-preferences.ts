import {
  SetSecurityTokenServicePreferences$,
  type SetSecurityTokenServicePreferencesRequest,
} from '@aws-sdk/client-iam'
import { accounts } from '../../../records/account.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { accountConstraints } from './account-constraints.ts'
import { findAccount } from './find-account.ts'

const versions = { v1Token: 1, v2Token: 2 } as const

/** Kept and told in the account's summary. Tokens of this server are of one kind, good in all regions. */
export const setSecurityTokenServicePreferences = operation<
  Given<SetSecurityTokenServicePreferencesRequest>,
  void
>(SetSecurityTokenServicePreferences$, {
  constraints: { GlobalEndpointTokenVersion: accountConstraints.tokenVersion },
  authorize: () => [{ action: 'iam:SetSecurityTokenServicePreferences', resource: '*' }],
  trail: { readOnly: false },
  async handle({ GlobalEndpointTokenVersion: version }, context) {
    const account = await findAccount(context)
    const changed = { ...account, globalEndpointTokenVersion: versions[version] }
    await context.transaction.put(accounts, [account.id], changed)
  },
})
