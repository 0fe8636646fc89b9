/**
 * Pods that start within a second, in a process of its own: each asks as an SDK does, which gives up after a second
 * and tries three times more, and is then begun anew by its container. `node storm.ts URL FILE`; FILE holds their
 * tokens. Prints what it saw as JSON.
 */
import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

const [url = '', file = ''] = process.argv.slice(2)
const tokens: readonly string[] = JSON.parse(readFileSync(file, 'utf8'))
const agent = new Agent({ keepAlive: true, maxSockets: 4000 })
const waits: number[] = []
let tries = 0
let failed = 0
let anew = 0

function ask(token: string): Promise<boolean> {
  tries += 1
  return new Promise((resolve) => {
    const call = request(url, { agent, headers: { authorization: token }, signal: AbortSignal.timeout(1000) })
    call.once('error', () => resolve(false))
    call.once('response', (response) => {
      response.resume()
      response.once('error', () => resolve(false))
      response.once('end', () => resolve(response.statusCode === 200))
    })
    call.end()
  })
}

async function pod(token: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 1000))
  const began = performance.now()
  for (let turn = 0; turn < 120; turn += 1) {
    if (turn === 4) anew += 1
    if (await ask(token)) {
      waits.push(performance.now() - began)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  failed += 1
}

const began = performance.now()
await Promise.all(tokens.map(pod))
const seconds = (performance.now() - began) / 1000
waits.sort((a, b) => a - b)
const at = (share: number) => waits[Math.floor(waits.length * share)]
console.log(JSON.stringify({ seconds, tries, anew, failed, p50: at(0.5), p99: at(0.99) }))
process.exit(0)
