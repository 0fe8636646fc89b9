import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file for its owner alone. When this returns the file is on disk under its name; when it is cut off,
 * what was there before still is.
 *
 * @param draft where it is written first, beside the file; for who may not be the only writer a name of its own.
 */
export function writeDurably(file: string, text: string, draft = `${file}.new`): void {
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, file)
  const folder = openSync(dirname(file), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
