import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { explainFolderFailure } from './explain-folder-failure.ts'
import { SqliteStore } from './store/sqlite/sqlite-store.ts'

/**
 * The store in a data folder, which is made for its owner alone if it is not there.
 *
 * @throws StoreUnusable when it cannot be written, or as `openDatabase` says
 */
export function openFolder(folder: string): SqliteStore {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return new SqliteStore(join(folder, 'rolecall.db'))
  } catch (error) {
    throw explainFolderFailure(error, folder)
  }
}
