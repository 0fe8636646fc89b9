import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** As long as the address of a unix socket may be on every system. */
const longest = 100

/**
 * The path of a socket in a folder that only this user can enter: in the data folder, or, where that has too
 * long a name, in one of its own. A socket that a crash left is removed; that no second server uses the folder
 * is made sure before.
 */
export function privateSocket(folder: string, name: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, name)
  const place =
    Buffer.byteLength(path) <= longest ? path : join(mkdtempSync(join(tmpdir(), 'rolecall-')), name)
  rmSync(place, { force: true })
  return place
}
