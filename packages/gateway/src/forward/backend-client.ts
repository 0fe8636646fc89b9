import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http'
import https from 'node:https'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { type Clock, Fault } from '@rolecall/core'
import type { Outgoing } from '../call/guarded-call.ts'
import type { Backend } from '../gateway-tools.ts'

// Imported, the module would bring along Node's WebSocket client: a tenth of the time it takes to start.
const http = process.getBuiltinModule('node:http')

/** A backend that gives no sign for so long is taken for dead. Completing a large upload takes minutes. */
const silenceMs = 120_000
const startMs = 30_000
const mostSockets = 256

export interface BackendBody {
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
  readonly length: number
}

export interface BackendClient {
  /** Sends a request and answers when the head of the answer is there. Rejects when the backend cannot be reached. */
  send(
    outgoing: Outgoing,
    body: BackendBody | undefined,
    scope: { readonly region: string; readonly service: string },
    signal?: AbortSignal,
  ): Promise<IncomingMessage>
  close(): void
}

/** Speaks to one backend, on connections it keeps. */
export function backendClient(backend: Backend, clock: Clock): BackendClient {
  const { endpoint } = backend
  const secure = endpoint instanceof URL && endpoint.protocol === 'https:'
  const settings = { keepAlive: true, maxSockets: mostSockets, timeout: silenceMs }
  const agent = secure ? new https.Agent(settings) : new http.Agent(settings)
  const host = endpoint instanceof URL ? endpoint.host : 'localhost'
  const base = endpoint instanceof URL ? endpoint.pathname.replace(/\/$/, '') : ''
  const place: RequestOptions =
    endpoint instanceof URL
      ? { host: endpoint.hostname.replace(/^\[|\]$/g, ''), port: endpoint.port }
      : { socketPath: endpoint.socketPath }

  return {
    async send(outgoing, body, scope, signal) {
      await within(startMs, backend.ready?.())
      const path = base + outgoing.path
      const bytes = body && ArrayBuffer.isView(body.bytes) ? body.bytes : undefined
      const headers: Record<string, string> = { ...outgoing.headers, host }
      if (body) headers['content-length'] = String(body.length)
      else if (outgoing.method !== 'GET' && outgoing.method !== 'HEAD') headers['content-length'] = '0'
      if (backend.credentials !== 'unsigned') {
        const signed = { method: outgoing.method, path, query: outgoing.query, headers: signable(headers) }
        Object.assign(
          headers,
          signRequest(bytes ? { ...signed, body: bytes } : signed, backend.credentials, {
            ...scope,
            time: clock(),
            unsignedPayload: body !== undefined && bytes === undefined,
          }),
        )
      }
      const target = outgoing.query === '' ? path : `${path}?${outgoing.query}`
      const options = {
        ...place,
        agent,
        method: outgoing.method,
        path: target,
        headers,
        ...(signal ? { signal } : {}),
      }
      const begin = () => (secure ? https.request(options) : http.request(options))
      const first = begin()
      try {
        return await exchange(first, body)
      } catch (error) {
        // The backend closed a kept connection just as it was used again. What changes nothing is asked anew.
        const repeatable = (outgoing.method === 'GET' || outgoing.method === 'HEAD') && !body
        if (!repeatable || !first.reusedSocket || signal?.aborted) throw error
        return exchange(begin(), body)
      }
    },
    close: () => agent.destroy(),
  }
}

/** Only what names the resource and its conditions is signed; a proxy on the way may change the rest. */
function signable(headers: Readonly<Record<string, string>>): RequestHeaders {
  const kept = Object.entries(headers).filter(
    ([name]) =>
      name === 'host' || name === 'content-type' || name === 'content-md5' || name.startsWith('x-amz-'),
  )
  return RequestHeaders.from(Object.fromEntries(kept))
}

function exchange(request: ClientRequest, body: BackendBody | undefined): Promise<IncomingMessage> {
  request.setTimeout(silenceMs, () => request.destroy(new Error('the backend gives no sign')))
  return new Promise<IncomingMessage>((resolve, reject) => {
    // An answer may come before the body is sent, and is then the answer.
    request.once('response', resolve)
    request.on('error', reject)
    request.once('close', () => reject(new Error('the backend closed the connection')))
    if (!body) request.end()
    else if (ArrayBuffer.isView(body.bytes)) request.end(body.bytes)
    else {
      // A body that turns out to be wrong destroys the request: the backend is left with an incomplete one.
      pipeline(Readable.from(body.bytes, { highWaterMark: 1 }), request).catch((error: unknown) => {
        if (error instanceof Fault) reject(error)
      })
    }
  })
}

async function within(milliseconds: number, work: Promise<void> | undefined): Promise<void> {
  if (!work) return
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the backend is not ready')), milliseconds)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
