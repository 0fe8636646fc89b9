import http, { type IncomingHttpHeaders } from 'node:http'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { type Known, region, type World } from './start-world.ts'

export interface RawOptions {
  readonly method?: string
  readonly path: string
  readonly query?: string
  readonly headers?: Record<string, string | string[]>
  readonly body?: string | Uint8Array
  /** Signs nothing when absent. */
  readonly as?: Known
  readonly service?: string
  readonly region?: string
  /** Sent in place of what was signed. */
  readonly tampered?: string | Uint8Array
  readonly signedPath?: string
  readonly time?: number
  /** Added after signing. */
  readonly unsigned?: Record<string, string>
  readonly unsignedPayload?: boolean
}

export interface RawAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  readonly code: string | undefined
}

/** Sends a request exactly as it is written, signed as a client would that means it. */
export async function rawRequest(world: World, options: RawOptions): Promise<RawAnswer> {
  const { path, query = '', as, headers = {}, service = 's3' } = options
  const body = Buffer.from(options.body ?? '')
  const method = options.method ?? 'GET'
  const sent: Record<string, string | string[]> = { host: `127.0.0.1:${world.port}`, ...headers }
  if (as) {
    const request = {
      method,
      path: options.signedPath ?? path,
      query,
      headers: RequestHeaders.from(sent),
      body,
    }
    Object.assign(
      sent,
      signRequest(request, world.credentialsOf(as), {
        region: options.region ?? region,
        service,
        time: options.time ?? Date.now(),
        ...(options.unsignedPayload ? { unsignedPayload: true } : {}),
      }),
    )
  }
  Object.assign(sent, options.unsigned)
  return sendRaw(world.port, method, query === '' ? path : `${path}?${query}`, sent, options.tampered ?? body)
}

export function sendRaw(
  port: number,
  method: string,
  target: string,
  headers: Record<string, string | string[]>,
  body: string | Uint8Array,
  /** A connection of its own when left out. */
  agent: http.Agent | false = false,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { host: '127.0.0.1', port, method, path: target, headers, agent },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(pieces).toString()
          const code = /<Code>(\w+)/.exec(text)?.[1] ?? /"__type":"(?:[\w.]+#)?(\w+)"/.exec(text)?.[1]
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text, code })
        })
      },
    )
    request.on('error', reject)
    if (body.length > 0 && !('content-length' in headers) && !('transfer-encoding' in headers))
      request.setHeader('content-length', Buffer.byteLength(body))
    request.end(body)
  })
}
