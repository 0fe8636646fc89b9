import http, { type IncomingHttpHeaders } from 'node:http'
import https from 'node:https'
import { RequestHeaders, type SigningCredentials, signingKeyCache, signRequest } from '@rolecall/aws-protocol'
import type { Clock } from '@rolecall/core'

export interface SignedCall {
  readonly method: 'GET' | 'POST'
  /** From the root of the service, each name in it already escaped. */
  readonly path: string
  readonly body?: string
  /** For the whole answer, in milliseconds. */
  readonly patienceMs: number
}

export interface ServiceAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

export interface SignedSender {
  /** Sends one request once. Rejects, in words without secrets, when no whole answer comes. */
  send(call: SignedCall, credentials: SigningCredentials): Promise<ServiceAnswer>
  close(): void
}

export interface SignedSenderOptions {
  readonly endpoint: URL
  readonly service: string
  readonly region: string
  readonly clock: Clock
  readonly connectMs: number
  readonly environment: Readonly<Record<string, string | undefined>>
}

const longestAnswer = 256 * 1024
const mostSockets = 64
/** Of credentials that are used up, and of those that follow them. */
const mostSigningKeys = 2

/** Speaks to one AWS service on connections that it keeps. Proxies are those of the environment. */
export function signedSender(options: SignedSenderOptions): SignedSender {
  const { endpoint, service, region, clock, connectMs } = options
  const isSecure = endpoint.protocol === 'https:'
  const settings = { keepAlive: true, maxSockets: mostSockets, proxyEnv: { ...options.environment } }
  const agent = isSecure ? new https.Agent(settings) : new http.Agent(settings)
  const base = endpoint.pathname.replace(/\/$/, '')
  const signingKey = signingKeyCache(mostSigningKeys)

  function signed({ method, path, body }: SignedCall, credentials: SigningCredentials) {
    const bytes = Buffer.from(body ?? '')
    const headers = { host: endpoint.host, 'content-type': 'application/json' }
    const request = {
      method,
      path: base + path,
      query: '',
      headers: RequestHeaders.from(headers),
      body: bytes,
    }
    const signature = signRequest(request, credentials, { service, region, time: clock(), signingKey })
    return { bytes, headers: { ...headers, ...signature, 'content-length': String(bytes.length) } }
  }

  return {
    send(call, credentials) {
      const { promise, resolve, reject } = Promise.withResolvers<ServiceAnswer>()
      const { bytes, headers } = signed(call, credentials)
      const outgoing = (isSecure ? https : http).request({
        agent,
        method: call.method,
        hostname: endpoint.hostname.replace(/^\[|\]$/g, ''),
        port: endpoint.port,
        path: base + call.path,
        headers,
      })
      const giveUp = (ms: number, what: string) =>
        setTimeout(() => outgoing.destroy(new Error(`${what} within ${ms} ms`)), ms)
      const whole = giveUp(call.patienceMs, 'no answer')
      let connecting: NodeJS.Timeout | undefined
      outgoing.on('socket', (socket) => {
        if (!socket.connecting) return
        connecting = giveUp(connectMs, 'no connection')
        socket.once(isSecure ? 'secureConnect' : 'connect', () => clearTimeout(connecting))
      })
      outgoing.on('close', () => {
        clearTimeout(whole)
        clearTimeout(connecting)
        reject(new Error('the connection ended before the answer did'))
      })
      outgoing.on('error', (error: NodeJS.ErrnoException) => reject(new Error(error.code ?? error.message)))
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = []
        let length = 0
        incoming.on('data', (chunk: Buffer) => {
          length += chunk.length
          if (length > longestAnswer) outgoing.destroy(new Error('the answer is longer than is read'))
          else chunks.push(chunk)
        })
        incoming.on('error', (error) => reject(new Error(error.message)))
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString()
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text })
        })
      })
      outgoing.end(bytes)
      return promise
    },
    close: () => agent.destroy(),
  }
}
