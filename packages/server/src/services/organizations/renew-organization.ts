import { organizations } from '../../records/organization.ts'
import type { Transaction } from '../../store/store.ts'

/**
 * Puts an organization's record anew as it is. Places of accounts are kept by its identity, so this comes before
 * every write that changes what lies on an account without writing the account: to a unit on its way, to a policy.
 * Before, so that a place that was read in the middle of a write that is undone is forgotten with it.
 */
export async function renewOrganization(id: string, transaction: Transaction): Promise<void> {
  const organization = await transaction.get(organizations, [id])
  if (!organization) throw new Error(`organization ${id} is not there`)
  await transaction.put(organizations, [id], organization)
}
