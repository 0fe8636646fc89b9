import { collection } from '../../src/store/collection.ts'
import type { Store } from '../../src/store/store.ts'
import type { StoreHome } from './store-home.ts'

interface Thing {
  readonly text: string
  readonly parts?: readonly string[]
}

export const things = collection<Thing, readonly string[]>('test.thing')
export const others = collection<Thing, readonly string[]>('test.other')

export const texts = (found: readonly Readonly<Thing>[]) => found.map(({ text }) => text)

/** Where a store is put to the test: a new one, in a home of its own, for each. */
export class Bench {
  place!: StoreHome
  store!: Store

  async begin(home: () => Promise<StoreHome>): Promise<void> {
    this.place = await home()
    this.store = await this.place.open()
  }

  async end(): Promise<void> {
    await this.store.close()
    await this.place.remove()
  }

  /** Things of these keys, whose text is the key. */
  put(...keys: (readonly string[])[]): Promise<void> {
    return this.store.transact(async (transaction) => {
      for (const key of keys) await transaction.put(things, key, { text: key.join('/') })
    })
  }

  async reopen(): Promise<void> {
    await this.store.close()
    this.store = await this.place.open()
  }
}
