import { StoreUnwritable } from '../store-unwritable.ts'

/** By what SQLite answers (its primary result codes) and what the system does. */
const reasons: Readonly<Record<string, string>> = {
  8: 'nothing may be written',
  10: 'the disk fails',
  13: 'no space left',
  EDQUOT: 'no space left',
  EIO: 'the disk fails',
  ENOSPC: 'no space left',
  EROFS: 'nothing may be written',
}

/** What kept the store from writing, in the operator's words. What is no such failure is handed back. */
export function explainWriteFailure(error: unknown, folder: string): unknown {
  if (!(error instanceof Error) || error instanceof StoreUnwritable) return error
  const { code, errcode } = error as { readonly code?: string; readonly errcode?: number }
  const key = code === 'ERR_SQLITE_ERROR' ? String((errcode ?? 0) & 0xff) : (code ?? '')
  const reason = Object.hasOwn(reasons, key) ? reasons[key] : undefined
  return reason === undefined ? error : new StoreUnwritable(reason, folder, error)
}
