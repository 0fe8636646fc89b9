import type { Server } from 'node:http'
import { join } from 'node:path'
import type { EmbeddedBackend } from './embedded-backend.ts'
import { privateSocket } from './private-socket.ts'

/**
 * S3 for laptops and CI, in a folder: objects in files of their own, all names in one SQLite index, so that a
 * key is never a path. A put is on the disk before it is acknowledged, and one that breaks off leaves nothing.
 * Without versions, ACLs and encryption. Loaded when it is first needed.
 */
export function embeddedS3(dir: string, region: string): EmbeddedBackend {
  const socketPath = privateSocket(join(dir, 'run'), 's3.sock')
  let starting: Promise<Server> | undefined
  const start = async () => {
    const { openS3 } = await import('./s3/open-s3.ts')
    const server = await openS3(join(dir, 's3'), region)
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(socketPath, resolve)
    })
    server.unref()
    return server
  }
  return {
    endpoint: { socketPath },
    credentials: 'unsigned',
    region,
    exactKeys: true,
    async ready() {
      starting ??= start()
      try {
        await starting
      } catch (error) {
        starting = undefined
        throw error
      }
    },
    async close() {
      const server = await starting?.catch(() => undefined)
      starting = undefined
      if (!server) return
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
