import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ProbeServer, probeServer } from '../src/index.ts'

let server: ProbeServer
beforeAll(async () => {
  server = await probeServer('127.0.0.1', 0, {
    '/healthz': () => ({ status: 200, text: 'ok\n' }),
    '/readyz': async () => ({ status: 503, text: 'nothing was read yet\n' }),
    '/metrics': async () => ({ status: 200, type: 'text/plain; version=0.0.4', text: 'up 1\n' }),
    '/broken': async () => {
      throw new Error('a secret')
    },
  })
})
afterAll(() => server.close())

describe('a server for probes', () => {
  const rows: readonly (readonly [
    method: string,
    path: string,
    status: number,
    type: string,
    text: string,
  ])[] = [
    ['GET', '/healthz', 200, 'text/plain; charset=utf-8', 'ok\n'],
    ['HEAD', '/healthz', 200, 'text/plain; charset=utf-8', ''],
    ['HEAD', '/nothing', 404, 'text/plain; charset=utf-8', ''],
    ['GET', '/healthz?verbose', 200, 'text/plain; charset=utf-8', 'ok\n'],
    ['GET', '/readyz', 503, 'text/plain; charset=utf-8', 'nothing was read yet\n'],
    ['GET', '/metrics', 200, 'text/plain; version=0.0.4', 'up 1\n'],
    ['GET', '/', 404, 'text/plain; charset=utf-8', '404 page not found\n'],
    ['GET', '/__proto__', 404, 'text/plain; charset=utf-8', '404 page not found\n'],
    ['POST', '/healthz', 404, 'text/plain; charset=utf-8', '404 page not found\n'],
    ['GET', '/broken', 500, 'text/plain; charset=utf-8', 'internal error\n'],
  ]
  it.each(rows)('%s %s', async (method, path, status, type, body) => {
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`, { method })
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      status,
      type,
      body,
    ])
  })

  it('answers while others hold as many connections as they like, and ask nothing', async () => {
    const held = Array.from({ length: 200 }, () => connect(server.port, '127.0.0.1').on('error', () => {}))
    await Promise.all(held.map((socket) => once(socket, 'connect')))
    const probe = connect(server.port, '127.0.0.1').on('error', () => {})
    probe.end('GET /healthz HTTP/1.0\r\n\r\n')
    const answer = await text(probe).catch((error: Error) => error.message)
    for (const socket of held) socket.destroy()
    expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/)
  })

  it('of a port that is taken is refused', async () => {
    await expect(probeServer('127.0.0.1', server.port, {})).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
