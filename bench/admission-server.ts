/**
 * Answers reviews over TLS. `node admission-server.ts webhook CERT KEY` as the webhook does, with one role for all;
 * `node admission-server.ts bare CERT KEY ANSWER` is the floor: it reads the body and answers a fixed review. Prints
 * its URL.
 */
import { readFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { admissionListener, serviceAccountWiring, stockSettings } from '@rolecall/webhook'

const listeners: Readonly<Record<string, (files: string[]) => RequestListener>> = {
  webhook() {
    const settings = { ...stockSettings, region: 'eu-west-1' }
    const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::111122223333:role/bench' }
    const wiring = serviceAccountWiring(annotations, settings)
    if (wiring === undefined) throw new Error('the bench has no role')
    const lookup = { known: true, wiring } as const
    return admissionListener({ wiringOf: async () => lookup, tell() {}, settings, onUnknown: 'admit' })
  },
  bare([file = '']) {
    const answer = readFileSync(file)
    const headers = { 'content-type': 'application/json', 'content-length': answer.length }
    return (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => response.writeHead(200, headers).end(answer))
    }
  },
}

const [name = '', cert = '', key = '', ...files] = process.argv.slice(2)
const listener = listeners[name]?.(files)
if (listener === undefined) throw new Error(`no server is called ${name}`)
const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) }, listener)
server.listen(0, '127.0.0.1', () =>
  console.log(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
)
