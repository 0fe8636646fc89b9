import type { DatabaseSync } from 'node:sqlite'
import type { LastUse } from '../../trail/last-use.ts'
import type { TrailEvent, TrailQuery } from '../../trail/trail-event.ts'
import { type Collection, formatKey } from '../collection.ts'
import type { Change, Transaction } from '../store.ts'
import { lastUseWriter } from './last-use-writer.ts'
import type { RecordCache } from './record-cache.ts'
import { SqliteReader } from './sqlite-reader.ts'
import { trailWriter } from './trail-writer.ts'

interface Touched extends Change {
  /** The key as it is stored. */
  readonly stored: string
}

/** An attempt under way. Its savepoint is made with its first write: most calls only read. */
interface Attempt {
  isOpen: boolean
  /** What it wrote: forgotten by the cache when it is undone. */
  readonly touched: Touched[]
  /** How many events there were when it began, and how many of them were written when its savepoint was made. */
  readonly events: number
  written: number
}

/** Writes inside the open transaction of the database. One object serves all, one after another. */
export class SqliteTransaction extends SqliteReader implements Transaction {
  readonly #database: DatabaseSync
  readonly #put
  readonly #delete
  readonly #savepoint
  readonly #release
  readonly #write
  readonly #use
  readonly #attempts: Attempt[] = []
  /** Of this group. They are written together at its end, or when one is looked for. */
  readonly #events: TrailEvent[] = []
  #written = 0
  /** What the attempts of this group wrote that have ended well. */
  #touched: Touched[] = []

  constructor(database: DatabaseSync, cache: RecordCache) {
    super(database, cache)
    this.#database = database
    this.#savepoint = database.prepare('SAVEPOINT attempt')
    this.#release = database.prepare('RELEASE attempt')
    this.#put = database.prepare('INSERT OR REPLACE INTO record (collection, key, value) VALUES (?, ?, ?)')
    this.#delete = database.prepare('DELETE FROM record WHERE collection = ? AND key = ?')
    this.#write = trailWriter(database)
    this.#use = lastUseWriter(database)
  }

  async put<V, K extends readonly string[]>(collection: Collection<V, K>, key: K, value: V): Promise<void> {
    const stored = formatKey(key)
    const text = JSON.stringify(value)
    this.#touch({ collection: collection.name, key, stored })
    this.#put.run(collection.name, stored, text)
    // Parsed anew, so that a caller who still holds the value cannot change what others read.
    this.cache.set(collection.name, stored, JSON.parse(text))
  }

  async delete<K extends readonly string[]>(collection: Collection<unknown, K>, key: K): Promise<void> {
    const stored = formatKey(key)
    this.#touch({ collection: collection.name, key, stored })
    this.#delete.run(collection.name, stored)
    this.cache.drop(collection.name, stored)
  }

  async record(event: TrailEvent): Promise<void> {
    this.#events.push(event)
  }

  override async lookupEvents(query: TrailQuery): Promise<TrailEvent[]> {
    this.#flushToRead()
    return super.lookupEvents(query)
  }

  override async lastUses(principals: readonly string[]): Promise<readonly LastUse[]> {
    return this.usesOf(principals, this.#events.slice(this.#written))
  }

  async attempt<T>(work: () => Promise<T>): Promise<T> {
    const attempt: Attempt = { isOpen: false, touched: [], events: this.#events.length, written: 0 }
    this.#attempts.push(attempt)
    try {
      const result = await work()
      if (attempt.isOpen) this.#release.run()
      this.#attempts.pop()
      const outer = this.#attempts.at(-1)?.touched ?? this.#touched
      outer.push(...attempt.touched)
      return result
    } catch (error) {
      this.#attempts.pop()
      // On a full disk SQLite may have undone all of the transaction by itself.
      if (attempt.isOpen && this.#database.isTransaction)
        this.#database.exec('ROLLBACK TO attempt; RELEASE attempt')
      this.#forget(attempt.touched)
      this.#events.length = attempt.events
      // Events from before it that were written since its savepoint are undone with it, and are written again.
      if (attempt.isOpen) this.#written = attempt.written
      throw error
    }
  }

  /** Writes the events that wait, and answers how many the group has. */
  flush(): number {
    const waiting = this.#events.slice(this.#written)
    this.#write(waiting)
    this.#use(waiting)
    this.#written = this.#events.length
    return this.#events.length
  }

  /** The group's transaction has ended, in a commit or (`undone`) in a rollback of all of it. Answers what is changed. */
  end(undone: boolean): readonly Change[] {
    const touched = this.#touched
    if (undone) this.#forget(touched)
    this.#touched = []
    this.#events.length = 0
    this.#written = 0
    return undone ? [] : touched
  }

  #flushToRead(): void {
    for (const attempt of this.#attempts) this.#open(attempt)
    this.flush()
  }

  #touch(touched: Touched): void {
    for (const attempt of this.#attempts) this.#open(attempt)
    this.#attempts.at(-1)?.touched.push(touched)
  }

  #open(attempt: Attempt): void {
    if (attempt.isOpen) return
    this.#savepoint.run()
    attempt.isOpen = true
    attempt.written = this.#written
  }

  #forget(touched: readonly Touched[]): void {
    for (const { collection, stored } of touched) this.cache.drop(collection, stored)
  }
}
