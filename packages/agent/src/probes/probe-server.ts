import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers to `GET`, by path: nothing for 200 without a body, or a reason for 503. */
export type ProbeDoors = Readonly<
  Record<string, () => Promise<{ readonly status: number; readonly type?: string; readonly text: string }>>
>

export interface ProbeServer {
  readonly port: number
  close(): void
}

/** A small server for probes and metrics, which nobody authenticates at. Rejects when it cannot listen. */
export async function probeServer(host: string, port: number, doors: ProbeDoors): Promise<ProbeServer> {
  const server: Server = createServer({ headersTimeout: 5000, requestTimeout: 5000, maxHeaderSize: 8192 })
  server.maxConnections = 64
  server.on('request', async (request, response) => {
    request.resume()
    const path = (request.url ?? '').split('?', 1)[0] ?? ''
    const door = request.method === 'GET' && Object.hasOwn(doors, path) ? doors[path] : undefined
    const answer = door ? await door() : { status: 404, text: '404 page not found\n' }
    response.writeHead(answer.status, { 'content-type': answer.type ?? 'text/plain; charset=utf-8' })
    response.end(answer.text)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}
