import type { DatabaseSync } from 'node:sqlite'
import type { LastUse } from '../../trail/last-use.ts'
import type { TrailEvent, TrailQuery } from '../../trail/trail-event.ts'
import { type Collection, formatKey, keyRange } from '../collection.ts'
import type { Range, Reader } from '../store.ts'
import { lastUseLookup } from './last-use-lookup.ts'
import { type RecordCache, recordCache } from './record-cache.ts'
import { trailLookup } from './trail-lookup.ts'

const unlimited = -1

/** Reads records and the trail, through the cache. */
export class SqliteReader implements Reader {
  protected readonly cache: RecordCache
  readonly #get
  readonly #list
  readonly #count
  readonly #lookup
  readonly #uses

  constructor(database: DatabaseSync, cache: RecordCache = recordCache()) {
    this.cache = cache
    this.#get = database.prepare('SELECT value FROM record WHERE collection = ? AND key = ?')
    this.#list = database.prepare(
      'SELECT key, value FROM record WHERE collection = ? AND key > ? AND key < ? ORDER BY key LIMIT ?',
    )
    this.#count = database.prepare(
      'SELECT count(*) AS count FROM record WHERE collection = ? AND key > ? AND key < ?',
    )
    this.#lookup = trailLookup(database)
    this.#uses = lastUseLookup(database)
  }

  async get<V, K extends readonly string[]>(collection: Collection<V, K>, key: K): Promise<V | undefined> {
    const stored = formatKey(key)
    const cached = this.cache.get(collection.name, stored)
    if (cached !== undefined) return cached as V
    if (this.cache.isAbsent(collection.name, stored)) return undefined
    const row = this.#get.get(collection.name, stored) as { value: string } | undefined
    if (!row) {
      this.cache.setAbsent(collection.name, stored)
      return undefined
    }
    return this.cache.set(collection.name, stored, JSON.parse(row.value)) as V
  }

  async list<V, K extends readonly string[]>(
    collection: Collection<V, K>,
    under: readonly string[],
    range: Range = {},
  ): Promise<V[]> {
    const { from, below } = keyRange(under)
    const after = range.after === undefined ? from : formatKey([...under, ...range.after])
    const rows = this.#list.all(collection.name, after, below, range.limit ?? unlimited) as {
      key: string
      value: string
    }[]
    return rows.map(
      ({ key, value }) =>
        (this.cache.get(collection.name, key) ??
          this.cache.set(collection.name, key, JSON.parse(value))) as V,
    )
  }

  async count<K extends readonly string[]>(
    collection: Collection<unknown, K>,
    under: readonly string[],
  ): Promise<number> {
    const { from, below } = keyRange(under)
    return (this.#count.get(collection.name, from, below) as { count: number }).count
  }

  async lookupEvents(query: TrailQuery): Promise<TrailEvent[]> {
    return this.#lookup(query)
  }

  async lastUses(principals: readonly string[]): Promise<readonly LastUse[]> {
    return this.usesOf(principals)
  }

  /** @param waiting events that are not written yet. */
  protected usesOf(principals: readonly string[], waiting?: readonly TrailEvent[]): readonly LastUse[] {
    return this.#uses(principals, waiting)
  }
}
