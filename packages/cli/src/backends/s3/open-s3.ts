import { mkdir } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import { blobFiles } from './blob-files.ts'
import { ObjectIndex } from './object-index.ts'
import { s3Listener } from './s3-listener.ts'

/** Opens the store in a folder, and the listener in front of it. Both are closed together. */
export async function openS3(folder: string, region: string): Promise<Server> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const blobs = await blobFiles(folder)
  const index = new ObjectIndex(join(folder, 'index.sqlite'))
  const server = s3Listener({ index, blobs, region, clock: Date.now })
  server.once('close', () => index.close())
  return server
}
