import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, openSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { StoredBlob } from './object-row.ts'

/** Files that hold the bytes of objects. Their names say nothing of keys, so no key can name a file. */
export interface BlobFiles {
  /** Stores a body. It is whole and on the disk when this resolves; one that breaks off leaves nothing. */
  write(body: AsyncIterable<Uint8Array>, length: number | undefined): Promise<StoredBlob>
  read(blob: string, range?: { readonly start: number; readonly end: number }): Readable
  remove(blobs: readonly string[]): Promise<void>
}

/** Opens the folder, and empties what a crash left unfinished. */
export async function blobFiles(folder: string): Promise<BlobFiles> {
  const finished = join(folder, 'blobs')
  const unfinished = join(folder, 'incoming')
  await mkdir(finished, { recursive: true, mode: 0o700 })
  await mkdir(unfinished, { recursive: true, mode: 0o700 })
  for (const name of await readdir(unfinished)) await rm(join(unfinished, name), { force: true })
  const place = (blob: string) => join(finished, blob.slice(0, 2), blob)

  return {
    async write(body, length) {
      const blob = randomUUID()
      const path = join(unfinished, blob)
      const hash = createHash('md5')
      let size = 0
      const file = await open(path, 'wx', 0o600)
      try {
        for await (const piece of body) {
          hash.update(piece)
          size += piece.length
          await file.writeFile(piece)
        }
        if (length !== undefined && size !== length) throw new Error('the body broke off')
        await file.sync()
      } catch (error) {
        await file.close()
        await rm(path, { force: true })
        throw error
      }
      await file.close()
      await mkdir(join(finished, blob.slice(0, 2)), { recursive: true, mode: 0o700 })
      await rename(path, place(blob))
      return { blob, size, md5: hash.digest('hex') }
    },
    // Opened at once: one that is replaced a moment later is still read to its end.
    read: (blob, range) => createReadStream('', { ...range, fd: openSync(place(blob), 'r') }),
    async remove(blobs) {
      for (const blob of blobs) await rm(place(blob), { force: true })
    },
  }
}
