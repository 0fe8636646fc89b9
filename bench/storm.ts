/**
 * Containers that start within a second, in a process of its own: each asks from its pod's address as an SDK does,
 * which gives up, tries again some times, and is then begun anew by its container. `node storm.ts URL FILE`; FILE
 * holds the tokens of their pods. Prints what it saw as JSON. On bare sockets, for on one machine what the clients
 * cost is what the server lacks.
 */
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** For one answer, and between two tries: the AWS SDK for JavaScript of before 2025, and botocore. */
const sdks = [
  { patienceMs: 1000, tries: 4, pauseMs: 1000 },
  { patienceMs: 2000, tries: 3, pauseMs: 1000 },
] as const
const mostBeginnings = 40

const [url = '', file = ''] = process.argv.slice(2)
const tokens: readonly string[] = JSON.parse(readFileSync(file, 'utf8'))
const { hostname: host, port, pathname } = new URL(url)
const waits: number[] = []
let tries = 0
let failed = 0
let anew = 0

/** One of 127.0.0.0/8 for each pod where the system has them all, so that each is a source of its own. */
function place(pod: number): { readonly localAddress?: string } {
  if (process.platform !== 'linux') return {}
  return { localAddress: `127.${1 + (pod >> 16)}.${(pod >> 8) & 255}.${pod & 255}` }
}

function ask(token: string, pod: number, patienceMs: number): Promise<boolean> {
  tries += 1
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = connect({ host, port: Number(port), ...place(pod) })
  let status = ''
  const timer = setTimeout(() => socket.destroy(), patienceMs)
  socket.once('data', (chunk) => {
    status = chunk.toString('latin1', 9, 12)
  })
  socket.on('error', () => {})
  socket.once('close', () => {
    clearTimeout(timer)
    resolve(status === '200')
  })
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nhost: ${host}:${port}\r\nauthorization: ${token}\r\nconnection: close\r\n\r\n`,
  )
  return promise
}

async function container(token: string, pod: number, sdk: (typeof sdks)[number]): Promise<void> {
  await sleep(Math.random() * 1000)
  const began = performance.now()
  for (let turn = 1; turn <= sdk.tries * mostBeginnings; turn += 1) {
    if (await ask(token, pod, sdk.patienceMs)) return void waits.push(performance.now() - began)
    if (turn === sdk.tries) anew += 1
    await sleep(sdk.pauseMs)
  }
  failed += 1
}

const began = performance.now()
await Promise.all(tokens.flatMap((token, pod) => sdks.map((sdk) => container(token, pod, sdk))))
const seconds = (performance.now() - began) / 1000
waits.sort((a, b) => a - b)
const at = (share: number) => waits[Math.floor(waits.length * share)]
console.log(JSON.stringify({ seconds, tries, anew, failed, p50: at(0.5), p99: at(0.99) }))
process.exit(0)
