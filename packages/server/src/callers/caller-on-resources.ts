import { accounts } from '../records/account.ts'
import type { Reader } from '../store/store.ts'
import type { Identified } from './identify.ts'
import { organizationKeys } from './organization-keys.ts'
import { organizationPlace } from './organization-place.ts'

/**
 * Who was identified, for calls on resources that all belong to one account and to services that RCPs reach, as
 * behind the gateway: with the RCPs of that account, and the keys that tell its organization.
 */
export async function callerOnResources(
  identified: Identified,
  owner: string,
  reader: Reader,
): Promise<Identified> {
  if (!identified.ok) return identified
  const account = await reader.get(accounts, [owner])
  const place = account && (await organizationPlace(account, reader))
  if (!place) return identified
  const { caller } = identified
  return {
    ...identified,
    caller: {
      ...caller,
      policies: { ...caller.policies, rcps: place.rcps },
      context: [...caller.context, ...organizationKeys('Resource', place)],
    },
  }
}
