import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerCall } from './call/answer-call.ts'
import type { GuardedService } from './call/guarded-call.ts'
import { type BackendClient, backendClient } from './forward/backend-client.ts'
import type { Arrival, GatewayTools, RequestHead } from './gateway-tools.ts'
import { guardedServices } from './guarded-services.ts'

/** A way into the server: the first that accepts a request answers it. */
export interface GatewayDoor {
  readonly name: 'gateway'
  readonly accepts: (head: RequestHead) => boolean
  readonly answer: (arrival: Arrival, request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** Loads what the first call would wait for. */
  readonly prepare: () => Promise<void>
  readonly close: () => void
}

/**
 * The enforcing proxy in front of backends that know nothing of IAM: it verifies the caller, understands what
 * is asked, decides, records, and only then asks the backend in its own words and with its own credentials.
 *
 * @throws when a backend is for a service that is not mapped: nothing would guard it.
 */
export function gateway(tools: GatewayTools): GatewayDoor {
  const clients = new Map<string, BackendClient>()
  for (const [name, backend] of Object.entries(tools.backends)) {
    if (!Object.hasOwn(guardedServices, name))
      throw new TypeError(`the gateway does not know the service ${name}`)
    clients.set(name, backendClient(backend, tools.clock))
  }
  return {
    name: 'gateway',
    accepts: (head) => serviceOf(head, clients) !== undefined,

    async answer(arrival, incoming, response) {
      const name = serviceOf(arrival.head, clients)
      const client = name === undefined ? undefined : clients.get(name)
      const backend = name === undefined ? undefined : tools.backends[name]
      if (name === undefined || !client || !backend) throw new Error('the gateway did not accept this')
      const service: GuardedService = await guardedServices[name]!.load()
      const gone = new AbortController()
      response.once('close', () => {
        if (!response.writableFinished) gone.abort()
      })
      const { signal } = gone
      await answerCall(
        { service, tools, backend, client, arrival, incoming, signal, region: tools.region },
        response,
      )
    },

    async prepare() {
      for (const name of clients.keys()) await guardedServices[name]!.load()
      await Promise.all(Object.values(tools.backends).map(({ ready }) => ready?.()))
    },

    close() {
      for (const client of clients.values()) client.close()
    },
  }
}

/**
 * The service a request is for, by its head alone: the scope of its signature; else its target; else S3, whose
 * anonymous requests bear neither. The Query services are at `POST /` and `GET /?Action=…`.
 */
function serviceOf(head: RequestHead, known: ReadonlyMap<string, unknown>): string | undefined {
  if (head.signedFor !== undefined) return known.has(head.signedFor) ? head.signedFor : undefined
  const target = head.headers.get('x-amz-target')
  if (target !== undefined) {
    for (const name of known.keys()) {
      const prefix = guardedServices[name]?.targetPrefix
      if (prefix !== undefined && target.startsWith(`${prefix}.`)) return name
    }
  }
  const query = head.path === '/' && (head.method === 'POST' || /(?:^|&)Action=/.test(head.query))
  return query || !known.has('s3') ? undefined : 's3'
}
