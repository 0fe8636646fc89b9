import { accessSync, constants, mkdirSync } from 'node:fs'
import { StoreUnusable } from './store/store-unusable.ts'

/** Makes the data folder if it is not there, for its owner alone. @throws StoreUnusable when it cannot be written */
export function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new StoreUnusable(`The data folder ${folder} cannot be used: ${(cause as Error).message}.`, {
      cause,
    })
  }
}
