import { StoreUnusable } from './store/store-unusable.ts'
import { StoreUnwritable } from './store/store-unwritable.ts'

interface Failure extends Error {
  readonly code?: string
  readonly syscall?: string
}

/** What the file system or the database refused, as one sentence. What is no such failure is handed back. */
export function explainFolderFailure(thrown: unknown, folder: string): unknown {
  const error = thrown instanceof StoreUnwritable ? thrown.cause : thrown
  const { code, message, syscall } = error as Failure
  const isRefusal = syscall !== undefined || code === 'ERR_SQLITE_ERROR'
  if (error instanceof StoreUnusable || !isRefusal) return error
  return new StoreUnusable(`The data folder ${folder} cannot be used: ${message}.`, { cause: error })
}
