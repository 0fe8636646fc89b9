import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { Clock } from '@rolecall/core'
import { draining, openedPort } from '@rolecall/http'
import type { Logger } from '../logger.ts'
import type { Door } from './door.ts'
import { requestHead } from './request-head.ts'

// Imported, the module would bring along Node's WebSocket client: a tenth of the time it takes to start.
const { createServer: createHttpServer } = process.getBuiltinModule('node:http')

export interface ListenerOptions {
  readonly host: string
  readonly port: number
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer } | undefined
  /** Requests that come before there are any wait. */
  readonly doors: Promise<readonly Door[]>
  readonly clock: Clock
  readonly log: Logger
}

export interface Listener {
  readonly port: number
  /** Takes no new requests, lets those under way end, and closes. */
  drain(): Promise<void>
  /** Closes at once. */
  abort(): void
}

/** A client that takes longer for its head, or in the middle of anything falls silent for longer, is cut off. */
const headTimeoutMs = 20_000
const silenceMs = 60_000
/** Longer than SDKs keep a connection, so that none is closed under a call that is on its way. */
const keepAliveMs = 75_000
const drainMs = 10_000

/** Opens the port. @throws the error of `node:net` when it cannot be opened, such as `EADDRINUSE`. */
export async function listen(options: ListenerOptions): Promise<Listener> {
  // No limit on a whole request: an upload through the gateway takes what it takes. Other doors limit their bodies.
  const settings = {
    headersTimeout: headTimeoutMs,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: 0,
    maxHeaderSize: 65_536,
  }
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    void answerOne(options, request, response)
  const server = options.tls
    ? createHttpsServer({ ...settings, ...options.tls }, answer)
    : createHttpServer(settings, answer)
  server.setTimeout(silenceMs)
  const { drain, abort } = draining(server)
  const port = await openedPort(server, options.port, options.host)
  // Such as too many open files: who knocks now is turned away, and the others are still served.
  server.on('error', (error) => options.log.error({ error }, 'a connection could not be taken'))
  return { port, drain: () => drain(drainMs), abort }
}

async function answerOne(options: ListenerOptions, request: IncomingMessage, response: ServerResponse) {
  const requestId = randomUUID()
  response.setHeader('x-amzn-RequestId', requestId)
  // By the clock that signatures are judged by: clients learn from it how far theirs is off.
  response.setHeader('date', new Date(options.clock()).toUTCString())
  // What is left of a body would be taken for the next request, or be read over without end.
  response.once('finish', () => {
    if (!request.complete) request.destroy()
  })
  try {
    const head = requestHead(request)
    const door = (await options.doors).find(({ accepts }) => accepts(head))
    if (!door) throw new Error('no door accepts the request')
    const sourceAddress = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
    const arrival = { head, requestId, at: options.clock(), sourceAddress, secure: options.tls !== undefined }
    await door.answer(arrival, request, response)
  } catch (error) {
    // Who leaves in the middle of a request is no bug of ours.
    if (request.destroyed && !request.complete) return
    options.log.error({ requestId, error }, 'a request ended in a bug')
    if (response.headersSent) response.destroy()
    else response.writeHead(500, { 'content-type': 'text/plain' }).end('Internal failure\n')
  }
}
