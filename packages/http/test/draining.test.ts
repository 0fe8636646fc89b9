import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { type Draining, draining, openedPort } from '../src/index.ts'

/** Longer than any test may take: whoever waits for it fails. */
const never = 3_600_000
/** More than lies between two ends of a connection. */
const long = 16_000_000
/** TLS by a shared key, which needs no certificate. */
const psk = Buffer.alloc(16, 7)
const tls = { ciphers: 'PSK', maxVersion: 'TLSv1.2' } as const

interface Door {
  readonly make: (listener: RequestListener) => Server
  readonly open: (port: number) => Promise<Socket>
}
const opened = (socket: Socket, event: string) =>
  new Promise<Socket>((resolve, reject) => {
    socket.once('error', reject)
    socket.once(event, () => resolve(socket))
  })
const doors: Readonly<Record<'HTTP' | 'HTTPS', Door>> = {
  HTTP: { make: createServer, open: (port) => opened(connect(port, '127.0.0.1'), 'connect') },
  HTTPS: {
    make: (listener) => createTlsServer({ ...tls, pskCallback: () => psk }, listener),
    open: (port) =>
      opened(
        connectTls({
          port,
          host: '127.0.0.1',
          ...tls,
          pskCallback: () => ({ psk, identity: 'test' }),
          checkServerIdentity: () => undefined,
        }),
        'secureConnect',
      ),
  },
}

let end: Draining | undefined
afterEach(() => end?.abort())

async function start(door: Door, listener: RequestListener = (_, response) => void response.end('ok')) {
  const accepted: (() => void)[] = []
  const server = door.make(listener)
  server.on('connection', () => accepted.shift()?.())
  end = draining(server)
  const port = await openedPort(server, 0, '127.0.0.1')
  const taken = () => new Promise<void>((resolve) => accepted.push(resolve))
  return { port, server, taken, ...end }
}

const ask = 'GET / HTTP/1.1\r\nhost: test\r\n\r\n'

describe.each(Object.entries(doors))('a server of %s is stopped', (_, door) => {
  it('without waiting for a connection that asks nothing', async () => {
    const { port, drain } = await start(door)
    const socket = await door.open(port)
    await drain(never)
    await text(socket)
  })

  it('without waiting for one that asked before, and is kept', async () => {
    const { port, drain } = await start(door)
    const socket = await door.open(port)
    socket.write(ask)
    await new Promise((resolve) => socket.once('data', resolve))
    await drain(never)
  })

  it('without waiting for a connection of which nothing was heard at all', async () => {
    const { port, drain, taken } = await start(door)
    const connected = taken()
    connect(port, '127.0.0.1').on('error', () => {})
    await connected
    await drain(never)
  })

  it('once the answers under way have ended, and no other is taken there', async () => {
    const waiting: (() => void)[] = []
    const { port, drain } = await start(door, (_request, response) => {
      waiting.push(() => response.end('at last'))
    })
    const socket = await door.open(port)
    socket.write(ask)
    while (waiting.length === 0) await new Promise(setImmediate)
    const drained = drain(never)
    const answer = text(socket)
    waiting[0]?.()
    expect(await answer).toMatch(/connection: close[\s\S]*at last/i)
    await drained
    await expect(door.open(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('once all is answered that came one behind the other', async () => {
    const waiting: (() => void)[] = []
    const { port, drain } = await start(door, ({ url }, response) => {
      waiting.push(() => response.end(`answer to ${url}`))
    })
    const socket = await door.open(port)
    socket.write(ask + ask.replace('/', '/second'))
    while (waiting.length < 2) await new Promise(setImmediate)
    const drained = drain(never)
    const answer = text(socket)
    for (const one of waiting) one()
    expect(await answer).toMatch(/answer to \/HTTP[\s\S]*answer to \/second$/)
    await drained
  })

  it('once an answer is read that was written before', async () => {
    const { promise: written, resolve } = Promise.withResolvers<void>()
    const { port, drain } = await start(door, (_, response) => {
      response.end('.'.repeat(long))
      resolve()
    })
    const socket = await door.open(port)
    socket.pause().write(ask)
    await written
    const drained = drain(never)
    await new Promise((later) => setTimeout(later, 50))
    expect((await text(socket)).length).toBeGreaterThan(long)
    await drained
  })

  it('without those whose patience is over', async () => {
    const { port, drain } = await start(door, () => {})
    const socket = await door.open(port)
    socket.on('error', () => {})
    socket.write(ask)
    await drain(50)
  })

  it('at once', async () => {
    const { port, abort, server } = await start(door, () => {})
    const socket = await door.open(port)
    socket.on('error', () => {})
    const closed = new Promise((resolve) => server.once('close', resolve))
    abort()
    await closed
  })
})
