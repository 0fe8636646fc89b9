import { accounts } from '../../records/account.ts'
import type { Transaction } from '../../store/store.ts'

/** An account stands alone from now on; no policy of an organization binds it any more. */
export async function endMembership(id: string, transaction: Transaction): Promise<void> {
  const account = await transaction.get(accounts, [id])
  if (!account) throw new Error(`account ${id} is not there`)
  const { membership: _left, ...alone } = account
  await transaction.put(accounts, [id], alone)
}
