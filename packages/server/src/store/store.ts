import type { LastUse } from '../trail/last-use.ts'
import type { TrailEvent, TrailQuery } from '../trail/trail-event.ts'
import type { Collection } from './collection.ts'

/** Some of the records under the first parts of a key, in the order of their keys. */
export interface Range {
  /** Start behind the record with these remaining parts of its key, such as the name a page ended with. */
  readonly after?: readonly string[] | undefined
  readonly limit?: number | undefined
}

/** Kept values are shared between readers: never change one, put a new one. */
export interface Reader {
  get<V, K extends readonly string[]>(collection: Collection<V, K>, key: K): Promise<Readonly<V> | undefined>
  list<V, K extends readonly string[]>(
    collection: Collection<V, K>,
    under: readonly string[],
    range?: Range,
  ): Promise<readonly Readonly<V>[]>
  /** How many records there are under the first parts of a key. None of them is read. */
  count<K extends readonly string[]>(
    collection: Collection<unknown, K>,
    under: readonly string[],
  ): Promise<number>
  /** Newest first. */
  lookupEvents(query: TrailQuery): Promise<readonly TrailEvent[]>
  /** The last use of each operation by each of these unique ids and access key ids, in no order. */
  lastUses(principals: readonly string[]): Promise<readonly LastUse[]>
}

export interface Transaction extends Reader {
  put<V, K extends readonly string[]>(collection: Collection<V, K>, key: K, value: V): Promise<void>
  delete<K extends readonly string[]>(collection: Collection<unknown, K>, key: K): Promise<void>
  record(event: TrailEvent): Promise<void>
  /** Runs work whose writes are undone when it throws, while the transaction goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T>
}

/** A record that was put or deleted. */
export interface Change {
  /** The name of its collection. */
  readonly collection: string
  readonly key: readonly string[]
}

/**
 * Where everything that is acknowledged is kept. One contract, one test suite (test/store-contract/),
 * two homes.
 */
export interface Store {
  /**
   * Runs work as if it ran alone, and resolves after all that it wrote is durable. When it throws, nothing
   * of it remains. Work must not wait for anything but the transaction: others wait for it.
   */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>
  /** Reads what the latest transaction left, which may become durable only a moment later. */
  readonly reader: Reader
  /**
   * Tells of what each transaction wrote, in the order of the writes, once it is durable and readers see it. What
   * was undone is not told. The listener must not throw. Answers what ends it.
   */
  watch(listener: (changes: readonly Change[]) => void): () => void
  close(): Promise<void>
}
