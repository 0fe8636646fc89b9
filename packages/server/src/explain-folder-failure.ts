import { StoreUnusable } from './store/store-unusable.ts'

interface Failure extends Error {
  readonly code?: string
  readonly syscall?: string
}

/** What the file system or the database refused, as one sentence. What is no such failure is handed back. */
export function explainFolderFailure(error: unknown, folder: string): unknown {
  const { code, message, syscall } = error as Failure
  const isRefusal = syscall !== undefined || code === 'ERR_SQLITE_ERROR'
  if (error instanceof StoreUnusable || !isRefusal) return error
  return new StoreUnusable(`The data folder ${folder} cannot be used: ${message}.`, { cause: error })
}
