import { DatabaseSync } from 'node:sqlite'
import { StoreUnusable } from '../store-unusable.ts'
import { migrations } from './migrations.ts'

/** What SQLite answers when another process holds the file. */
const busy = 5

/**
 * Opens the file, alone: the exclusive lock is held until the process ends, however it ends, so a second
 * server on the same folder is refused. A commit is in the write-ahead log when it returns, and durable once that
 * file has been flushed, which the store does by itself (`synchronous = NORMAL` flushes it at checkpoints only).
 *
 * @throws StoreUnusable when the file is held by another process, was made by a newer version, or is no database.
 */
export function openDatabase(file: string): DatabaseSync {
  const database = connect(file)
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    refuseNewer(database, file)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec('PRAGMA synchronous = NORMAL')
    database.exec('PRAGMA wal_autocheckpoint = 4000')
    database.exec('BEGIN IMMEDIATE; COMMIT')
    migrate(database)
    return database
  } catch (cause) {
    database.close()
    if (cause instanceof StoreUnusable) throw cause
    const code = (cause as { errcode?: number }).errcode
    if (code === busy) throw new StoreUnusable(`Another rolecall server is using ${file}.`)
    throw new StoreUnusable(`${file} cannot be used: ${(cause as Error).message}.`, { cause })
  }
}

function connect(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file)
  } catch (cause) {
    throw new StoreUnusable(`${file} cannot be opened: ${(cause as Error).message}.`, { cause })
  }
}

function formOf(database: DatabaseSync): number {
  return (database.prepare('PRAGMA user_version').get() as { user_version: number }).user_version
}

/** Before anything is written. */
function refuseNewer(database: DatabaseSync, file: string): void {
  const present = formOf(database)
  if (present > migrations.length) {
    throw new StoreUnusable(
      `${file} was written by a newer version of rolecall (form ${present}; this version knows ${migrations.length}).`,
    )
  }
}

function migrate(database: DatabaseSync): void {
  const present = formOf(database)
  for (const [index, migration] of migrations.entries()) {
    if (index < present) continue
    database.exec(`BEGIN; ${migration} PRAGMA user_version = ${index + 1}; COMMIT`)
  }
}
