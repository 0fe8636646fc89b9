import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of one process for its token, readable by this user alone. */
export interface TokenFolder {
  readonly tokenFile: string
  readonly emptyFile: string
  /** Replaces the token in one step, so that a reader sees the old one or the new one, whole. */
  write(token: string): Promise<void>
  remove(): Promise<void>
}

export async function tokenFolder(): Promise<TokenFolder> {
  const folder = await mkdtemp(join(tmpdir(), 'rolecall-run-'))
  const tokenFile = join(folder, 'token')
  const emptyFile = join(folder, 'empty')
  await writeFile(emptyFile, '', { mode: 0o600 })
  return {
    tokenFile,
    emptyFile,
    async write(token) {
      await writeFile(`${tokenFile}.next`, token, { mode: 0o600 })
      await rename(`${tokenFile}.next`, tokenFile)
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
