import type { IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'

// Imported, the module would bring along Node's WebSocket client: a tenth of the time it takes to start.
const { request: plainRequest } = process.getBuiltinModule('node:http')

export interface KubernetesRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the root of the API, each name in it already escaped. */
  readonly path: string
  readonly contentType?: string
  readonly body?: unknown
  /** The form of the answer; `application/json` when absent. */
  readonly accept?: string
  /** Milliseconds of silence after which the request is given up; 30 s when absent. */
  readonly patience?: number
  /** Ends the request, and the reading of its answer, at once. */
  readonly signal?: AbortSignal
}

const patience = 30_000

/** Sends one request and hands over the answer as it begins, whatever its status. Throws `KubernetesFault`. */
export async function openAnswer(
  connection: KubernetesConnection,
  request: KubernetesRequest,
): Promise<IncomingMessage> {
  const authority = await connection.authorize()
  const url = new URL(connection.server)
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const timeout = request.patience ?? patience
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()

  const outgoing = (url.protocol === 'https:' ? tlsRequest : plainRequest)(
    {
      method: request.method,
      // An IPv6 address stands in brackets in a URL and without them in a socket address.
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname.replace(/\/$/, '') + request.path,
      timeout,
      headers: {
        accept: request.accept ?? 'application/json',
        ...(body === undefined
          ? {}
          : {
              'content-type': request.contentType ?? 'application/json',
              'content-length': Buffer.byteLength(body),
            }),
        ...authority.headers,
      },
      ...(request.signal ? { signal: request.signal } : {}),
      ...(authority.ca ? { ca: authority.ca } : {}),
      ...(authority.agent ? { agent: authority.agent } : {}),
    },
    (incoming) => {
      // A request that is ended while its answer is read must end the reading too.
      outgoing.on('error', (error) => incoming.destroy(error))
      resolve(incoming)
    },
  )
  outgoing.on('timeout', () => outgoing.destroy(new Error(`nothing came for ${timeout / 1000} s`)))
  outgoing.on('error', (error) =>
    reject(unreachable(url, error.message || ('code' in error ? String(error.code) : 'failed'))),
  )
  outgoing.end(body)
  return promise
}

function unreachable(url: URL, words: string): KubernetesFault {
  return new KubernetesFault(0, 'Unreachable', `no answer from the Kubernetes API at ${url.host}: ${words}`)
}
