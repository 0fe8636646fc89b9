import { accessSync, closeSync, constants, mkdirSync, openSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { explainFolderFailure } from './explain-folder-failure.ts'
import { SqliteStore } from './store/sqlite/sqlite-store.ts'
import type { StoreStanding } from './store/store-standing.ts'

/**
 * The store in a data folder, which is made for its owner alone if it is not there. `standing` learns whether it
 * can write.
 *
 * @throws StoreUnusable when it cannot be written, or as `openDatabase` says
 */
export function openFolder(folder: string, standing: StoreStanding): SqliteStore {
  try {
    makeFolder(resolve(folder))
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    const database = join(folder, 'rolecall.db')
    // SQLite gives its other files the rights of the first, and would let everyone read that.
    closeSync(openSync(database, 'a', 0o600))
    return new SqliteStore(database, standing)
  } catch (error) {
    throw explainFolderFailure(error, folder)
  }
}

/** Node's own way of making parents never ends where the system answers ENOENT below a folder that is there. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
  if (dirname(folder) !== folder) makeFolder(dirname(folder))
  mkdirSync(folder, { mode: 0o700 })
}
