import type { Randomness } from '@rolecall/core'
import { accountCreations } from '../../../records/account-creation.ts'
import type { Store } from '../../../store/store.ts'
import { provisionAccount } from './provision-account.ts'

/** Finishes the accounts that a stop left in the making. */
export async function resumeAccountCreations(tools: {
  store: Store
  random: Randomness
  now: number
}): Promise<void> {
  for (const creation of await tools.store.reader.list(accountCreations, [])) {
    if (creation.state === 'IN_PROGRESS') await provisionAccount(creation, tools)
  }
}
