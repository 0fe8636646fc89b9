import { request as plainRequest } from 'node:http'
import { request as tlsRequest } from 'node:https'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'
import { readStatus } from './read-status.ts'

export interface KubernetesRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the root of the API, each name in it already escaped. */
  readonly path: string
  readonly contentType?: string
  /** Types of the answer; `application/json` when left out. */
  readonly accept?: string
  readonly body?: unknown
}

const longestAnswer = 64 * 1024 * 1024
const patience = 30_000

/** Sends one request and answers its JSON. Throws `KubernetesFault` for anything but a success. */
export async function send(connection: KubernetesConnection, request: KubernetesRequest): Promise<unknown> {
  const authority = await connection.authorize()
  const url = new URL(connection.server)
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const unreachable = (words: string) =>
    reject(
      new KubernetesFault(0, 'Unreachable', `no answer from the Kubernetes API at ${url.host}: ${words}`),
    )

  const outgoing = (url.protocol === 'https:' ? tlsRequest : plainRequest)(
    {
      method: request.method,
      // An IPv6 address stands in brackets in a URL and without them in a socket address.
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      port: url.port,
      path: url.pathname.replace(/\/$/, '') + request.path,
      timeout: patience,
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
      ...(authority.ca ? { ca: authority.ca } : {}),
      ...(authority.agent ? { agent: authority.agent } : {}),
    },
    (incoming) => {
      const chunks: Buffer[] = []
      let length = 0
      incoming.on('data', (chunk: Buffer) => {
        length += chunk.length
        if (length > longestAnswer)
          incoming.destroy(new Error(`the answer is longer than ${longestAnswer} bytes`))
        else chunks.push(chunk)
      })
      incoming.on('error', (error) => unreachable(error.message))
      incoming.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const status = incoming.statusCode ?? 0
        if (status < 200 || status > 299) return reject(readStatus(status, text))
        try {
          resolve(JSON.parse(text))
        } catch {
          reject(new KubernetesFault(status, 'Unknown', `${url.host} answered something that is not JSON`))
        }
      })
    },
  )
  outgoing.on('timeout', () => outgoing.destroy(new Error(`nothing came for ${patience / 1000} s`)))
  outgoing.on('error', (error) =>
    unreachable(error.message || ('code' in error ? String(error.code) : 'failed')),
  )
  outgoing.end(body)
  return promise
}
