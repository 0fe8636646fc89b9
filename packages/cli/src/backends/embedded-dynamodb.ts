import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { EmbeddedBackend } from './embedded-backend.ts'
import { privateSocket } from './private-socket.ts'

const closingMs = 3000

/** The file beside this one, whether it is run from source or built. */
const main = new URL(
  import.meta.url.endsWith('.ts') ? './dynamodb/main.ts' : './dynamodb/main.js',
  import.meta.url,
)

/**
 * DynamoDB for laptops and CI, with its tables in a folder: `dynalite`, in a thread of its own. It has no
 * transactions, PartiQL, streams or TTL. A write is with the system when it is acknowledged, so that it
 * survives the end of the process but not that of the machine.
 */
export function embeddedDynamodb(
  dir: string,
  { account, region }: { readonly account: string; readonly region: string },
): EmbeddedBackend {
  const socketPath = privateSocket(join(dir, 'run'), 'dynamodb.sock')
  const path = join(dir, 'dynamodb')
  let starting: Promise<Worker> | undefined

  const start = () =>
    new Promise<Worker>((resolve, reject) => {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      rmSync(socketPath, { force: true })
      // What it prints is no line of the server's.
      const worker = new Worker(main, {
        workerData: { path, socketPath },
        env: { AWS_ACCOUNT_ID: account, AWS_REGION: region },
        execArgv: [],
        stdout: true,
        stderr: true,
      })
      worker.stdout.resume()
      worker.stderr.resume()
      worker.once('message', () => {
        worker.unref()
        resolve(worker)
      })
      worker.once('error', reject)
      worker.once('exit', () => {
        starting = undefined
        reject(new Error('the embedded DynamoDB ended'))
      })
    })

  return {
    endpoint: { socketPath },
    // Any will do, but it must be signed.
    credentials: { accessKeyId: 'embedded', secretAccessKey: 'embedded' },
    region,
    async ready() {
      starting ??= start()
      await starting
    },
    async close() {
      const worker = await starting?.catch(() => undefined)
      if (!worker) return
      worker.ref()
      await new Promise<void>((resolve) => {
        const timer = setTimeout(() => void worker.terminate(), closingMs)
        worker.once('exit', () => {
          clearTimeout(timer)
          resolve()
        })
        worker.postMessage('close')
      })
    },
  }
}
