import { Agent, request as httpRequest } from 'node:http'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { expect } from 'vitest'
import { startTestServer, type TestServer } from '../start-test-server.ts'

export interface Sent {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | undefined
}

export interface FacedServer {
  readonly server: TestServer
  /** The status of the answer to a request. */
  send(sent: Sent): Promise<number>
  /** The same, signed by the administrator, so that it is read to its end. */
  sendSigned(service: string, sent: Sent): Promise<number>
  /** Stops the server, which has had no error. */
  close(): Promise<void>
}

/** A server that is asked anything, on connections that are kept. */
export async function startFacedServer(): Promise<FacedServer> {
  const server = await startTestServer()
  const agent = new Agent({ keepAlive: true })
  const { host, hostname, port } = new URL(server.url)

  function send({ method, path, query = '', headers = {}, body = Buffer.alloc(0) }: Sent): Promise<number> {
    return new Promise((resolve, reject) => {
      const target = query === '' ? path : `${path}?${query}`
      const all = { host, 'content-length': String(body.length), ...headers }
      const sent = httpRequest({ agent, hostname, port, method, path: target, headers: all }, (response) => {
        response.resume()
        response.on('end', () => resolve(response.statusCode ?? 0))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }

  return {
    server,
    send,
    sendSigned(service, sent) {
      const { method, path, query = '', headers = {}, body = Buffer.alloc(0) } = sent
      const given = { host, ...headers }
      const request = { method, path, query, headers: RequestHeaders.from(given), body }
      const options = { service, region: 'us-east-1', time: server.now() }
      return send({ ...sent, headers: { ...given, ...signRequest(request, server.credentials, options) } })
    },
    async close() {
      agent.destroy()
      expect(server.errors).toEqual([])
      await server.close()
    },
  }
}
