import { dirname } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import type { Change, Reader, Store, Transaction } from '../store.ts'
import type { StoreStanding } from '../store-standing.ts'
import { StoreUnwritable } from '../store-unwritable.ts'
import { type DiskSync, diskSync } from './disk-sync.ts'
import { explainWriteFailure } from './explain-write-failure.ts'
import { openDatabase } from './open-database.ts'
import { recordCache } from './record-cache.ts'
import { SqliteReader } from './sqlite-reader.ts'
import { SqliteTransaction } from './sqlite-transaction.ts'
import { trailIndexer } from './trail-index.ts'

interface Job {
  /** Answers what it failed with, if it did. */
  run(): Promise<unknown>
  /** Called when the group is durable, or with what stopped it. */
  settle(failure?: unknown): void
}

type Standing = Pick<StoreStanding, 'failed' | 'wrote'>

/** So that nobody waits long for a group to close under a steady load. */
const largestGroup = 256
/** About the time in which a busy client answers to an answer. */
const gatherMs = 2

/** The index over the trail follows in steps that hold nobody up for long. */
const indexAfterMs = 250
const busyIndexMs = 200
const indexedAtOnce = 500

/**
 * The embedded store. Works run one after another; those that come in one turn of the event loop share a COMMIT,
 * and all that were committed while the disk was busy share its next flush (group commit). A work's promise
 * settles after that flush, which does not hold up the works behind it.
 */
export class SqliteStore implements Store {
  readonly reader: Reader
  readonly #database: DatabaseSync
  readonly #transaction: SqliteTransaction
  #waiting: Job[] = []
  #draining: Promise<void> | undefined
  #closed = false
  /** Works come several at a time. */
  #isBusy = false
  /** The disk failed: nothing can be acknowledged any more. */
  #failure: unknown
  readonly #disk: DiskSync
  readonly #flushing = new Set<Promise<void>>()
  readonly #listeners = new Set<(changes: readonly Change[]) => void>()
  /** Brings the index over the trail forward by some events, and answers whether more are left. */
  readonly #index: (most: number) => boolean
  #indexing: NodeJS.Timeout | undefined

  readonly #folder: string
  readonly #standing: Standing | undefined

  /**
   * @param standing learns what came of each write
   * @throws StoreUnusable, see `openDatabase`.
   */
  constructor(file: string, standing?: Standing) {
    this.#folder = dirname(file)
    this.#standing = standing
    this.#database = openDatabase(file)
    this.#disk = diskSync(`${file}-wal`)
    const cache = recordCache()
    this.reader = new SqliteReader(this.#database, cache)
    this.#transaction = new SqliteTransaction(this.#database, cache)
    this.#index = trailIndexer(this.#database)
  }

  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#closed) throw new Error('the store is closed')
      if (this.#failure) throw this.#failure
      let outcome: () => void
      this.#waiting.push({
        run: async () => {
          try {
            const result = await this.#transaction.attempt(() => work(this.#transaction))
            outcome = () => resolve(result)
            return undefined
          } catch (error) {
            const failure = this.#explained(error)
            outcome = () => reject(failure)
            return failure
          }
        },
        settle: (failure) => (failure === undefined ? outcome() : reject(failure)),
      })
      this.#draining ??= this.#drain()
    })
  }

  watch(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#indexing)
    await this.#draining
    await Promise.all(this.#flushing)
    clearTimeout(this.#indexing)
    this.#disk.close()
    this.#database.close()
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather()
      await this.#commitGroup(this.#waiting.splice(0, largestGroup))
    }
    this.#draining = undefined
  }

  /**
   * Waits as long as every turn of the event loop brings further works, for a commit costs more than a turn; and
   * while several come at a time, a little longer than that. Who comes alone waits for nobody.
   */
  async #gather(): Promise<void> {
    const until = this.#isBusy ? performance.now() + gatherMs : 0
    for (let before = 0; before < largestGroup; ) {
      before = this.#waiting.length
      await new Promise((resolve) => setImmediate(resolve))
      if (this.#waiting.length === before && performance.now() >= until) return
    }
  }

  async #commitGroup(jobs: readonly Job[]): Promise<void> {
    this.#isBusy = jobs.length > 1
    let recorded = 0
    let changes: readonly Change[] = []
    try {
      this.#database.exec('BEGIN IMMEDIATE')
      for (const job of jobs) {
        const failure = await job.run()
        // SQLite itself ends a transaction that it cannot write. What came after would be in none.
        if (!this.#database.isTransaction) throw failure ?? new Error('the transaction has ended')
      }
      recorded = this.#transaction.flush()
      this.#database.exec('COMMIT')
      changes = this.#transaction.end(false)
    } catch (error) {
      // A full disk, say. Nothing of the group was acknowledged, and nothing of it remains.
      const failure = this.#explained(error)
      this.#rollBack()
      this.#transaction.end(true)
      for (const job of jobs) job.settle(failure)
      return
    }
    this.#settleWhenDurable(jobs, changes, recorded > 0 || changes.length > 0)
    if (recorded > 0) this.#indexing ??= setTimeout(() => this.#indexTrail(), indexAfterMs).unref()
  }

  /** Also a work that only read waits: what it saw may not be durable yet. */
  #settleWhenDurable(jobs: readonly Job[], changes: readonly Change[], wrote: boolean): void {
    const flushing = this.#disk.flush().then(
      () => {
        if (wrote) this.#standing?.wrote()
        for (const job of jobs) job.settle()
        if (changes.length > 0) for (const listener of this.#listeners) listener(changes)
      },
      (error) => {
        const failure = this.#explained(error)
        this.#failure ??= failure
        for (const job of jobs) job.settle(failure)
      },
    )
    this.#flushing.add(flushing)
    void flushing.then(() => this.#flushing.delete(flushing))
  }

  #indexTrail(): void {
    this.#indexing = undefined
    if (this.#closed) return
    const work = this.transact(async () => this.#index(indexedAtOnce))
    work.then(
      (isMore) => {
        if (isMore)
          this.#indexing ??= setTimeout(() => this.#indexTrail(), this.#isBusy ? busyIndexMs : 0).unref()
      },
      // The next commit tries again; until then look-ups read the events themselves.
      () => {},
    )
  }

  #explained(error: unknown): unknown {
    const failure = explainWriteFailure(error, this.#folder)
    if (failure instanceof StoreUnwritable) this.#standing?.failed(failure)
    return failure
  }

  #rollBack(): void {
    try {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
    } catch {
      // The next group finds the transaction open, fails, and tries again.
    }
  }
}
