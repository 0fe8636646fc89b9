import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/** Brings what a file holds to the disk, off the calling thread. */
export interface DiskSync {
  /**
   * Resolves when everything written to the file before this call is on the disk. Calls that come while the
   * disk is busy share the next flush.
   */
  flush(): Promise<void>
  close(): void
}

/**
 * @throws the error of `node:fs` when the file cannot be opened. A flush that failed is not tried again, and all
 *   later ones fail as it did: the system may have dropped what it could not write, and would not say so twice.
 */
export function diskSync(file: string): DiskSync {
  const handle = openSync(file, 'r')
  syncFolder(dirname(file))
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const once = () =>
    new Promise<void>((resolve, reject) => fdatasync(handle, (error) => (error ? reject(error) : resolve())))
  const start = () => {
    const flush = once()
    running = flush
    flush.then(
      () => {
        running = undefined
      },
      () => {},
    )
    return flush
  }
  return {
    flush() {
      if (!running) return start()
      next ??= running.then(() => {
        next = undefined
        return start()
      })
      return next
    },
    close: () => closeSync(handle),
  }
}

/** So that the file's name is as durable as its content. */
function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
