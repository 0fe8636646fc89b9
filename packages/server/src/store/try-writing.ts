import { collection } from './collection.ts'
import type { Store } from './store.ts'

const trials = collection<string, [name: string]>('store.trial')
/** Characters; more than the last free page of a database takes, and than the record of most calls. */
const length = 32 * 1024

/** Writes a record and deletes it, to learn whether that works. */
export async function tryWriting(store: Store): Promise<void> {
  await store.transact((transaction) => transaction.put(trials, ['last'], 'x'.repeat(length)))
  await store.transact((transaction) => transaction.delete(trials, ['last']))
}
