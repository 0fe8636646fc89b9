import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Backend } from '../src/index.ts'

export interface SeenRequest {
  readonly method: string
  readonly url: string
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: Buffer
  /** Whether as much came as was announced. */
  readonly complete: boolean
}

export interface FakeAnswer {
  readonly status?: number
  readonly headers?: Record<string, string>
  readonly body?: string
}

/** No connection is closed under a request that is on its way. */
const keepAliveMs = 600_000

/** A backend that is a function from request to answer, and remembers what it was asked. */
export async function fakeBackend(answer: (request: SeenRequest) => FakeAnswer = () => ({})) {
  const seen: SeenRequest[] = []
  let begun = 0
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    begun += 1
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    const finish = (complete: boolean) => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(pieces), complete }
      seen.push(one)
      const { status = 200, headers: more = {}, body = '' } = answer(one)
      if (complete) response.writeHead(status, more).end(method === 'HEAD' ? undefined : body)
    }
    request.on('end', () => finish(true))
    request.on('error', () => finish(false))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const backend: Backend = {
    endpoint: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    credentials: { accessKeyId: 'BACKENDKEY', secretAccessKey: 'backend secret' },
  }
  return {
    backend,
    seen,
    /** Requests that have come, if only in part. */
    begun: () => begun,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
