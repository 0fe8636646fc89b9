import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

export interface FollowedFiles {
  /** The files as they are now; asked each time, since a folder gains and loses some. */
  readonly paths: () => Promise<readonly string[]>
  /** Reads them. What it throws is handed to `failed`, and it is called again until it succeeds. */
  readonly read: () => Promise<void>
  /** Called for each look that failed. */
  readonly failed: (error: Error) => void
  readonly signal: AbortSignal
  /** Milliseconds between two looks; a second when absent. */
  readonly every?: number
}

/**
 * Reads files now and whenever they change. It looks at what a path leads to, and does not wait for the file
 * system to tell: a mounted ConfigMap or Secret changes by the swap of a symbolic link (`..data`) beside the file,
 * and network file systems tell nothing. Resolves after the first reading, whatever came of it.
 */
export async function followFiles(files: FollowedFiles): Promise<void> {
  let seen: string | undefined
  const look = async () => {
    try {
      const now = await state(await files.paths())
      if (now === seen) return
      await files.read()
      seen = now
    } catch (error) {
      seen = undefined
      files.failed(error instanceof Error ? error : new Error(String(error)))
    }
  }
  const go = async () => {
    while (!files.signal.aborted) {
      await sleep(files.every ?? 1000, undefined, { signal: files.signal, ref: false }).catch(() => {})
      if (!files.signal.aborted) await look()
    }
  }
  await look()
  void go()
}

async function state(paths: readonly string[]): Promise<string> {
  const states = paths.map(async (path) => {
    try {
      const { ino, size, mtimeNs } = await stat(path, { bigint: true })
      return [path, ino, size, mtimeNs].join(' ')
    } catch {
      return `${path} missing`
    }
  })
  return (await Promise.all(states)).join('\n')
}
