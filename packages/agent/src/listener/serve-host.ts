import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Fault } from '@rolecall/core'
import { agentFault } from '../agent-fault.ts'
import type { AgentMetrics } from '../probes/agent-metrics.ts'
import { faultAnswer } from './fault-answer.ts'
import { httpLimits } from './http-limits.ts'
import type { Answer, Listener } from './listener.ts'
import type { Source, Sources } from './sources.ts'

export interface ServeTools {
  readonly sources: Sources
  readonly metrics: AgentMetrics
  /** Told of each refusal; an error that is no `Fault` is a bug. */
  readonly onRefused: (fault: Fault, source: string, error: unknown) => void
}

interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** What Node says of a head it could not read. */
const headFaults: Readonly<Record<string, Parameters<typeof agentFault>[0]>> = {
  HPE_HEADER_OVERFLOW: 'head-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'slow',
}

/** A server for one address, which does not listen yet. */
export function serveHost(listener: Listener, { sources, metrics, onRefused }: ServeTools): Server {
  const server = createServer({
    maxHeaderSize: httpLimits.headBytes,
    headersTimeout: httpLimits.headMs,
    requestTimeout: httpLimits.requestMs,
    keepAliveTimeout: httpLimits.idleMs,
    connectionsCheckingInterval: 1000,
    noDelay: true,
  })
  server.maxConnections = httpLimits.connections
  server.maxHeadersCount = httpLimits.headers
  server.maxRequestsPerSocket = httpLimits.requestsOfConnection
  const sourceOf = new WeakMap<Socket, Source>()

  server.on('connection', (socket) => {
    const source = sources.connect(socket.remoteAddress ?? '')
    if (!source) return socket.destroy()
    sourceOf.set(socket, source)
    socket.once('close', () => sources.disconnect(source))
  })

  server.on('request', (request, response) => {
    const began = performance.now()
    const source = sourceOf.get(request.socket)
    try {
      if (!source || !sources.allows(source)) throw agentFault('too-many-requests')
      const answer = listener.answer(request, source.address)
      if (!(answer instanceof Promise)) return write(response, answer, began)
      answerLater({ request, response }, source.address, answer, began)
    } catch (error) {
      refuse({ request, response }, source?.address ?? '', error, began)
    }
  })

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const { status, body, fault } = faultAnswer(agentFault(headFaults[error.code ?? ''] ?? 'head'))
    // Who has gone is not answered, and who was answered once is cut.
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    metrics.answered(status, 0)
    onRefused(fault, sourceOf.get(socket as Socket)?.address ?? '', fault)
    const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(String(body))}`
    socket.end(`${head}\r\n\r\n${body}`)
    setTimeout(() => socket.destroy(), 1000).unref()
  })

  function write(response: ServerResponse, { status, headers, body }: Answer, began: number): void {
    response.writeHead(status, headers).end(body)
    metrics.answered(status, (performance.now() - began) / 1000)
  }

  /** What is waited for may take long, and who hangs up comes again: of those who have gone nothing is held. */
  function answerLater(asked: Exchange, source: string, answer: Promise<Answer>, began: number): void {
    let there: Exchange | undefined = asked
    asked.response.once('close', () => {
      there = undefined
    })
    answer.then(
      (given) => there && write(there.response, given, began),
      (error) => refuse(there, source, error, began),
    )
  }

  function refuse(there: Exchange | undefined, source: string, error: unknown, began: number): void {
    const { fault, ...answer } = faultAnswer(error)
    onRefused(fault, source, error)
    if (!there || there.response.destroyed || there.response.headersSent) return
    const { request, response } = there
    // A body is not read, so nothing can follow it.
    const isDone = request.complete
    const headers = { ...answer.headers, 'content-length': String(Buffer.byteLength(answer.body)) }
    write(response, { ...answer, headers: isDone ? headers : { ...headers, connection: 'close' } }, began)
  }

  return server
}
