import type { DatabaseSync } from 'node:sqlite'
import type { TrailEvent } from '../../trail/trail-event.ts'
import { type Collection, formatKey } from '../collection.ts'
import type { Transaction } from '../store.ts'
import type { RecordCache } from './record-cache.ts'
import { SqliteReader } from './sqlite-reader.ts'

/** Writes inside the open transaction of the database. One object serves all, one after another. */
export class SqliteTransaction extends SqliteReader implements Transaction {
  readonly #database: DatabaseSync
  readonly #put
  readonly #delete
  readonly #record
  readonly #resource
  readonly #savepoint
  readonly #release
  /** What was written since the innermost attempt began: forgotten by the cache when it is undone. */
  #touched: { collection: string; key: string }[] = []

  constructor(database: DatabaseSync, cache: RecordCache) {
    super(database, cache)
    this.#database = database
    this.#savepoint = database.prepare('SAVEPOINT attempt')
    this.#release = database.prepare('RELEASE attempt')
    this.#put = database.prepare('INSERT OR REPLACE INTO record (collection, key, value) VALUES (?, ?, ?)')
    this.#delete = database.prepare('DELETE FROM record WHERE collection = ? AND key = ?')
    this.#record = database.prepare(
      `INSERT INTO trail_event (account, region, time, id, name, source, category, read_only, username, access_key_id, resources, record)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    this.#resource = database.prepare(
      'INSERT OR IGNORE INTO trail_resource (account, name, sequence, type) VALUES (?, ?, ?, ?)',
    )
  }

  async put<V, K extends readonly string[]>(collection: Collection<V, K>, key: K, value: V): Promise<void> {
    const stored = formatKey(key)
    const text = JSON.stringify(value)
    this.#touched.push({ collection: collection.name, key: stored })
    this.#put.run(collection.name, stored, text)
    // Parsed anew, so that a caller who still holds the value cannot change what others read.
    this.cache.set(collection.name, stored, JSON.parse(text))
  }

  async delete<K extends readonly string[]>(collection: Collection<unknown, K>, key: K): Promise<void> {
    const stored = formatKey(key)
    this.#touched.push({ collection: collection.name, key: stored })
    this.#delete.run(collection.name, stored)
    this.cache.drop(collection.name, stored)
  }

  async record(event: TrailEvent): Promise<void> {
    const { lastInsertRowid } = this.#record.run(
      event.account,
      event.region,
      event.time,
      event.id,
      event.name,
      event.source,
      event.category,
      String(event.readOnly),
      event.username ?? null,
      event.accessKeyId ?? null,
      JSON.stringify(event.resources),
      JSON.stringify(event.record),
    )
    for (const { type, name } of event.resources)
      this.#resource.run(event.account, name, lastInsertRowid, type)
  }

  async attempt<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#touched
    this.#touched = []
    this.#savepoint.run()
    try {
      const result = await work()
      this.#release.run()
      return result
    } catch (error) {
      // On a full disk SQLite may have undone all of the transaction by itself.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK TO attempt; RELEASE attempt')
      this.#forget()
      throw error
    } finally {
      this.#touched = before.concat(this.#touched)
    }
  }

  /** The group's transaction has ended, in a commit or (`undone`) in a rollback of all of it. */
  end(undone: boolean): void {
    if (undone) this.#forget()
    this.#touched = []
  }

  #forget(): void {
    for (const { collection, key } of this.#touched) this.cache.drop(collection, key)
    this.#touched = []
  }
}
