import { createServer, request } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import {
  type AdmissionTools,
  admissionListener,
  type Outcome,
  stockSettings,
  type WiringLookup,
} from '../src/index.ts'

/** By ServiceAccount, in namespace `shop`. */
const lookups: Readonly<Record<string, WiringLookup>> = {
  'shop/reports': irsa('arn:aws:iam::111122223333:role/reports'),
  'shop/default': irsa('arn:aws:iam::111122223333:role/default'),
  'shop/malformed': irsa('reports'),
  'shop/agent': {
    known: true,
    wiring: { method: 'pod-identity', regionalSts: false, expirationSeconds: 3600 },
  },
  'shop/plain': { known: true },
}

function irsa(roleArn: string): WiringLookup {
  const audience = 'sts.amazonaws.com'
  const wiring = { method: 'irsa', roleArn, audience, regionalSts: false, expirationSeconds: 3600 } as const
  return { known: true, wiring }
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
}

/** A server that listens for reviews, what it tells, and what it was asked for. */
export async function startListener(tools: Partial<AdmissionTools> = {}) {
  const told: Outcome[] = []
  const asked: string[] = []
  const logged: object[] = []
  const listener = admissionListener({
    wiringOf: async (namespace, serviceAccount) => {
      const name = `${namespace}/${serviceAccount}`
      asked.push(name)
      return lookups[name] ?? { known: false, because: 'it was not seen' }
    },
    tell: (outcome) => told.push(outcome),
    settings: stockSettings,
    onUnknown: 'admit',
    log: { error: (details) => logged.push(details) },
    ...tools,
  })
  const server = createServer(listener)
  const sockets: Socket[] = []
  server.on('connection', (socket) => sockets.push(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/mutate`
  return {
    url,
    told,
    asked,
    logged,
    /** What it has read of all connections. */
    bytesRead: () => sockets.reduce((sum, socket) => sum + socket.bytesRead, 0),
    send: (body: string | Uint8Array, headers: Readonly<Record<string, string>> = json, method = 'POST') =>
      send(url, method, headers, body),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}

export const json = { 'content-type': 'application/json' }

/** Without a pool of connections, so that the answer to a body that is not read to its end is seen. */
function send(
  url: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers, agent: false })
    call.once('error', reject)
    call.once('response', (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      )
    })
    call.end(body)
  })
}
