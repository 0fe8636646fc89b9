import type { Store } from '../../src/store/store.ts'

/** One home of the store, for as long as a test needs it. */
export interface StoreHome {
  /** Opens what was kept in this home before; nothing the first time. */
  open(): Promise<Store>
  /** Waits until an open store has done what it puts off. */
  rest(): Promise<void>
  /** Removes all that was kept. */
  remove(): Promise<void>
}
