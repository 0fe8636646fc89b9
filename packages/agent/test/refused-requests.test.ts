import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AgentWorld, agentWorld } from './agent-world.ts'

let world: AgentWorld
let token: string

beforeAll(async () => {
  world = await agentWorld({ allowedHosts: ['agent.internal'] })
  token = await world.token()
})
afterAll(() => world.close())

/** Sends bytes as they are and answers status and body of what comes back. */
async function raw(text: string): Promise<{ status: number; body: string }> {
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
  socket.write(text)
  let answer = ''
  try {
    for await (const chunk of socket) answer += chunk
  } catch (error) {
    // Who is refused before all was read may see the connection break behind the answer.
    if (answer === '') throw error
  }
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  return { status: Number(head.split(' ')[1]), body }
}

const request = (lines: readonly string[], method = 'GET', path = '/v1/credentials') =>
  raw([`${method} ${path} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n'))
const host = 'Host: 127.0.0.1'
const auth = () => `Authorization: ${token}`
const invalidAddress = (shown: string) =>
  `Access Denied. Called agent through invalid address, please use either [127.0.0.1 agent.internal] address not ${shown}`
const proxied = (name: string) =>
  `Access Denied. The request came through a proxy (exclude the address with NO_PROXY); it bears the header ${name}`

describe('a request', () => {
  it.each<[string, () => readonly string[]]>([
    ['the address alone', () => [host, auth()]],
    ['the address with a port', () => ['Host: 127.0.0.1:80', auth()]],
    ['an allowed name in another case', () => ['host: Agent.INTERNAL:8080', auth()]],
    ['an empty body', () => [host, auth(), 'Content-Length: 0']],
  ])('with %s is answered', async (_name, lines) => {
    const { status, body } = await request(lines())
    expect([status, JSON.parse(body).Token]).toEqual([200, expect.stringContaining('uid-of-reports-0')])
  })

  it.each<[string, () => readonly string[], number, string, string | RegExp, string?, string?]>([
    [
      'another path',
      () => [host, auth()],
      404,
      'ResourceNotFoundException',
      '404 page not found',
      'GET',
      '/',
    ],
    [
      'a path below',
      () => [host, auth()],
      404,
      'ResourceNotFoundException',
      '404 page not found',
      'GET',
      '/v1/credentials/',
    ],
    [
      'a path with dots',
      () => [host, auth()],
      404,
      'ResourceNotFoundException',
      '404 page not found',
      'GET',
      '/x/../v1/credentials',
    ],
    [
      'another method',
      () => [host, auth()],
      405,
      'InvalidRequestException',
      'Credentials are asked for with GET',
      'POST',
    ],
    [
      'a name of somebody else',
      () => ['Host: evil.example', auth()],
      403,
      'AccessDeniedException',
      invalidAddress('evil.example'),
    ],
    [
      'the stock address, which is not bound',
      () => ['Host: 169.254.170.23', auth()],
      403,
      'AccessDeniedException',
      invalidAddress('169.254.170.23'),
    ],
    [
      'a name that begins as ours',
      () => ['Host: 127.0.0.1.evil.example', auth()],
      403,
      'AccessDeniedException',
      /not 127\.0\.0\.1\.evil/,
    ],
    [
      'two hosts',
      () => [host, 'Host: evil.example', auth()],
      403,
      'AccessDeniedException',
      /invalid address/,
    ],
    ['an empty host', () => ['Host:', auth()], 403, 'AccessDeniedException', invalidAddress('')],
    [
      'X-Forwarded-For',
      () => [host, auth(), 'X-Forwarded-For: 10.0.0.1'],
      403,
      'AccessDeniedException',
      proxied('x-forwarded-for'),
    ],
    [
      'Forwarded',
      () => [host, auth(), 'FORWARDED: for=10.0.0.1'],
      403,
      'AccessDeniedException',
      proxied('forwarded'),
    ],
    ['Via', () => [host, auth(), 'Via: 1.1 proxy'], 403, 'AccessDeniedException', proxied('via')],
    [
      'a body',
      () => [host, auth(), 'Content-Length: 1000000'],
      413,
      'InvalidRequestException',
      'A request for credentials has no body',
    ],
    [
      'a chunked body',
      () => [host, auth(), 'Transfer-Encoding: chunked'],
      413,
      'InvalidRequestException',
      'A request for credentials has no body',
    ],
    ['no token', () => [host], 400, 'InvalidTokenException', 'Service account token cannot be empty'],
    [
      'an empty token',
      () => [host, 'Authorization: '],
      400,
      'InvalidTokenException',
      'Service account token cannot be empty',
    ],
    ['two tokens', () => [host, auth(), auth()], 400, 'InvalidTokenException', /it is there twice/],
    [
      'a scheme',
      () => [host, `Authorization: Bearer ${token}`],
      400,
      'InvalidTokenException',
      /^Service account token cannot be parsed: /,
    ],
    ['no host', () => [auth()], 400, '', ''],
    [
      'a head that is too large',
      () => [host, `X-Long: ${'x'.repeat(30_000)}`],
      431,
      'InvalidRequestException',
      'The head of the request is longer than is read',
    ],
    [
      'a head that is none',
      () => [host, 'no colon'],
      400,
      'InvalidRequestException',
      'The head of the request cannot be read',
    ],
  ])('with %s is refused', async (_name, lines, status, code, message, method, path) => {
    const answer = await request(lines(), method, path)
    expect(answer.status).toBe(status)
    if (code === '') return
    const { Code, Message } = JSON.parse(answer.body)
    expect(Code).toBe(code)
    if (message instanceof RegExp) expect(Message).toMatch(message)
    else expect(Message).toBe(message)
  })

  it('that never ends is cut, and the others are served meanwhile', async () => {
    const slow = raw(`GET /v1/credentials HTTP/1.1\r\n${host}\r\nX-Slow:`)
    expect((await world.ask(token)).status).toBe(200)
    const { status, body } = await slow
    expect([status, JSON.parse(body).Message]).toEqual([408, 'The request took too long to arrive'])
  })
})

it('one source that asks too much is slowed down alone', async () => {
  const now = Date.now()
  // The clock stands, so that nothing is gained while they ask.
  const limited = await agentWorld({ maxSourceRps: 5, clock: () => now })
  const held = await limited.token()
  const answers = await Promise.all(Array.from({ length: 20 }, () => limited.ask(held)))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused).toHaveLength(15)
  expect(refused[0]?.body).toEqual({ Code: 'ThrottlingException', Message: 'Too Many Requests' })
  await limited.close()
})
