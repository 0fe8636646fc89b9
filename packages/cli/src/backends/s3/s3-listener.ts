import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import * as s3 from '@aws-sdk/client-s3'
import {
  type OperationSchema,
  RequestHeaders,
  readInput,
  routeOperation,
  serviceModel,
  unknownOperation,
  writeFault,
  writeOutput,
} from '@rolecall/aws-protocol'
import { type Clock, Fault } from '@rolecall/core'
import type { BlobFiles } from './blob-files.ts'
import { bucketHandlers } from './bucket-handlers.ts'
import { listingHandlers } from './listing-handlers.ts'
import { objectHandlers } from './object-handlers.ts'
import type { ObjectIndex } from './object-index.ts'
import { s3Fault } from './s3-fault.ts'
import type { S3Handlers } from './s3-handler.ts'
import { uploadHandlers } from './upload-handlers.ts'

const handlers: S3Handlers = { ...bucketHandlers, ...objectHandlers, ...listingHandlers, ...uploadHandlers }

const operations = (Object.values(s3) as unknown[]).filter(
  (one): one is OperationSchema => Array.isArray(one) && one[0] === 9,
)
const model = serviceModel({
  name: 's3',
  protocol: 'rest-xml',
  namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  operations,
})

/** Operations whose body is an object, and may be as large as one. */
const streaming = new Set(['PutObject', 'UploadPart'])
const largestBody = 4 * 1024 * 1024

interface Parts {
  readonly index: ObjectIndex
  readonly blobs: BlobFiles
  readonly region: string
  readonly clock: Clock
}

/** The wire of the embedded S3. It asks nobody who they are: only the gateway can reach its socket. */
export function s3Listener(parts: Parts): Server {
  return createServer({ requestTimeout: 0 }, (incoming, response) => {
    void answer(parts, incoming, response).catch(() => response.destroy())
  })
}

async function answer(parts: Parts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = randomUUID()
  try {
    await run(parts, incoming, response, requestId)
  } catch (error) {
    if (response.headersSent || incoming.errored) {
      response.destroy()
      return
    }
    const fault = error instanceof Fault ? error : internal(error)
    const written = writeFault('rest-xml', fault, requestId)
    const empty = incoming.method === 'HEAD' || written.status === 304
    response.writeHead(written.status, written.headers).end(empty ? undefined : written.body)
    incoming.resume()
  }
}

async function run(parts: Parts, incoming: IncomingMessage, response: ServerResponse, requestId: string) {
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2)
  const headers = RequestHeaders.fromRaw(incoming.rawHeaders)
  const request = { method: incoming.method ?? 'GET', path, query, headers, body: new Uint8Array() }
  const routed = routeOperation(model, request)
  if (!routed) throw unknownOperation(model, request)
  const { operation, labels } = routed
  const handle = Object.hasOwn(handlers, operation.name) ? handlers[operation.name] : undefined
  if (!handle) throw s3Fault('NotImplemented')
  const body = streaming.has(operation.name) ? request.body : await readBody(incoming)
  const input = readInput(model, operation, { ...request, body }, labels)
  const length = Number(incoming.headers['content-length'] ?? 0)
  const tools = { ...parts, now: parts.clock(), incoming, length }
  const result = await handle(input as never, tools)
  const written = writeOutput(model, operation, result.output, requestId)
  const status = result.status ?? written.status
  const head = { ...written.headers }
  if (result.length !== undefined) head['content-length'] = String(result.length)
  else if (status !== 204) head['content-length'] = String(Buffer.byteLength(written.body))
  response.writeHead(status, head)
  if (!result.stream) response.end(request.method === 'HEAD' || status === 204 ? undefined : written.body)
  else await pipeline(result.stream, response)
}

async function readBody(incoming: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of incoming) {
    length += (piece as Buffer).length
    if (length > largestBody) throw s3Fault('InvalidArgument')
    pieces.push(piece as Buffer)
  }
  return Buffer.concat(pieces)
}

function internal(error: unknown): Fault {
  return new Fault(
    { code: 'InternalError', status: 500, blame: 'server' },
    error instanceof Error ? error.message : String(error),
  )
}
