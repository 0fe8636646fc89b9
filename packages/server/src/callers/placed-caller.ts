import { accounts } from '../records/account.ts'
import type { Reader } from '../store/store.ts'
import type { Caller } from './caller.ts'
import { organizationKeys } from './organization-keys.ts'
import { organizationPlace } from './organization-place.ts'

/**
 * A caller with what their organization lays on them, or `undefined` when their account is closed or not there:
 * nobody calls from such an account.
 */
export async function placedCaller(caller: Caller, reader: Reader): Promise<Caller | undefined> {
  const account = await reader.get(accounts, [caller.account])
  if (!account || account.closedAt !== undefined) return undefined
  const place = await organizationPlace(account, reader)
  if (!place) return caller
  return {
    ...caller,
    policies: { ...caller.policies, scps: place.scps },
    context: [...caller.context, ...organizationKeys('Principal', place)],
    place,
  }
}
