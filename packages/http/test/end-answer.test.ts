import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, expect, it, test } from 'vitest'
import { endAnswer } from '../src/index.ts'

const refusal = Buffer.from('no\n')
const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`
let server: Server
afterEach(() => server.close())

/** A server that refuses a body after its first bytes, and a connection that has begun to send one. */
async function refused(patience?: { longestMs: number; silenceMs: number }): Promise<Socket> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    for await (const _ of request.iterator({ destroyOnReturn: false })) break
    response.once('finish', () => {
      if (!request.complete) request.destroy()
    })
    response.writeHead(413, { 'content-length': refusal.length })
    endAnswer(response, refusal, patience)
  }
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.write('POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n')
  return socket
}

/** All that comes until the connection ends, and what broke it. */
async function heard(socket: Socket): Promise<{ text: string; broke?: string }> {
  let text = ''
  let broke: string | undefined
  socket.on('data', (bytes) => {
    text += bytes
  })
  socket.on('error', ({ message }) => {
    broke = message
  })
  await new Promise((resolve) => socket.once('close', resolve))
  return broke === undefined ? { text } : { text, broke }
}

const answered = /^HTTP\/1\.1 413 .*\r\n\r\nno\n$/s

test.each(Array.from({ length: 10 }, (_, at) => [at]))(
  'who sends all of a large body before it reads learns why it was refused, %i',
  async () => {
    const socket = await refused()
    const coming = heard(socket)
    for (let at = 0; at < 200; at += 1) socket.write(chunk)
    socket.end('0\r\n\r\n')
    expect(await coming).toEqual({ text: expect.stringMatching(answered) })
  },
)

it('leaves a connection in order whose request comes to its end', async () => {
  const socket = await refused()
  const coming = heard(socket)
  socket.write(`${chunk}${chunk}0\r\n\r\n`)
  socket.end(`POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n${chunk}0\r\n\r\n`)
  const { text, broke } = await coming
  expect([text.match(/^HTTP\/1\.1 413/gm)?.length, broke]).toEqual([2, undefined])
})

test.each([
  ['falls silent', { longestMs: 600_000, silenceMs: 50 }, () => {}],
  [
    'never ends',
    { longestMs: 50, silenceMs: 600_000 },
    (socket: Socket) => {
      const drip = setInterval(() => socket.write('1\r\na\r\n'), 5)
      socket.once('close', () => clearInterval(drip))
    },
  ],
])('who %s is cut off', async (_name, patience, goOn) => {
  const socket = await refused(patience)
  const over = heard(socket)
  socket.write(chunk)
  goOn(socket)
  await over
})

it('holds nothing of a connection that goes away', async () => {
  const socket = await refused({ longestMs: 600_000, silenceMs: 600_000 })
  socket.write(chunk)
  await new Promise((resolve) => socket.once('data', resolve))
  socket.destroy()
  await expect
    .poll(() => new Promise((resolve) => server.getConnections((_, count) => resolve(count))))
    .toBe(0)
})
