/**
 * A client in a process of its own: sends each call of a file once, over some connections, and prints what it
 * saw as JSON. `node load.ts URL FILE CONNECTIONS`; a call is a body, or headers alone for a GET, or both where it
 * is signed.
 */
import { readFileSync } from 'node:fs'
import * as http from 'node:http'
import * as https from 'node:https'

const [url = '', file = '', connections = '32'] = process.argv.slice(2)

interface Call {
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}

const calls: readonly Call[] = JSON.parse(readFileSync(file, 'utf8'))
const { Agent, request } = url.startsWith('https:') ? https : http
// A server of a benchmark signs its own certificate.
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections), rejectUnauthorized: false })
const headers = { 'content-type': 'application/x-www-form-urlencoded' }
const latencies: number[] = []
let next = 0
let failed = 0

async function lane(): Promise<void> {
  for (let at = next++; at < calls.length; at = next++) {
    const call = calls[at]
    if (call === undefined) return
    const began = performance.now()
    const status = await send(call)
    latencies.push(performance.now() - began)
    if (status !== 200) failed += 1
  }
}

function send({ body, headers: more = {} }: Call): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(url, {
      agent,
      ...(body === undefined
        ? { headers: more }
        : { method: 'POST', headers: { ...headers, ...more, 'content-length': Buffer.byteLength(body) } }),
    })
    call.once('error', reject)
    call.once('response', (response) => {
      response.resume()
      response.once('end', () => resolve(response.statusCode ?? 0))
    })
    call.end(body)
  })
}

const began = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, lane))
const seconds = (performance.now() - began) / 1000
latencies.sort((a, b) => a - b)
const at = (share: number) => latencies[Math.floor(latencies.length * share)]
console.log(JSON.stringify({ rate: calls.length / seconds, p50: at(0.5), p99: at(0.99), failed }))
agent.destroy()
