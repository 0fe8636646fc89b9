import { type Account, accounts } from '../../../records/account.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The caller's account. */
export async function findAccount({ account, transaction }: ServiceContext): Promise<Account> {
  const kept = await transaction.get(accounts, [account])
  if (!kept) throw new Error(`a caller is of account ${account}, which does not exist`)
  return kept
}
