import { request as httpRequest } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../src/services/services.ts'
import { exchangeBytes, readResponse } from '../raw-request.ts'
import { isAnswer } from './is-answer.ts'
import { type FacedServer, startFacedServer } from './start-faced-server.ts'

let faced: FacedServer

beforeAll(async () => {
  faced = await startFacedServer()
})
afterAll(() => faced.close())

const settings = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000 })

describe('no bytes make the server fail', () => {
  const nearHttp = fc
    .tuple(
      fc.oneof(
        fc.constantFrom('GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'get', 'PRI'),
        fc.string({ maxLength: 10 }),
      ),
      fc.oneof(
        fc.constantFrom(
          '/',
          '*',
          '/clusters',
          '//',
          '/id/',
          '/kubernetes/',
          'http://a/',
          '/%',
          '/\u0000',
          `/${'a'.repeat(70_000)}`,
        ),
        fc.string({ unit: 'binary', maxLength: 60 }),
      ),
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'HTTP', ''),
      fc.array(
        fc.tuple(
          fc.oneof(
            fc.constantFrom(
              'host',
              'content-length',
              'transfer-encoding',
              'expect',
              'upgrade',
              'connection',
              'authorization',
              'x-amz-target',
              'accept',
              'content-type',
              'content-encoding',
              'x-amz-date',
            ),
            fc.string({ maxLength: 12 }),
          ),
          fc.oneof(
            fc.constantFrom(
              'a',
              '0',
              '-1',
              '5',
              '5, 5',
              '1e9',
              'chunked',
              'chunked, chunked',
              'gzip',
              '100-continue',
              'h2c',
              'close',
              'AWS4-HMAC-SHA256 Credential=a/b/c/iam/aws4_request, SignedHeaders=host, Signature=0',
            ),
            fc.string({ unit: 'binary', maxLength: 40 }),
          ),
        ),
        { maxLength: 8 },
      ),
      fc.constantFrom('\r\n', '\n', '\r'),
      fc.uint8Array({ maxLength: 60 }),
    )
    .map(([method, path, version, headers, end, body]) => {
      const fields = headers.map(([name, value]) => `${name}: ${value}${end}`).join('')
      const head = `${method} ${path} ${version}${end}${fields}connection: close${end}${end}`
      return Buffer.concat([Buffer.from(head, 'latin1'), body])
    })

  test('on a socket, whatever they are', async () => {
    const bytes = fc.oneof(
      nearHttp,
      fc.uint8Array({ maxLength: 300 }).map((all) => Buffer.from(all)),
    )
    const property = fc.asyncProperty(bytes, async (all) => {
      // What is no whole request would wait for more: the end of it says that none comes.
      const { status } = readResponse(await exchangeBytes(faced.server.url, Buffer.from(all), true))
      expect(status).toBeLessThan(500)
    })
    await fc.assert(property, settings(500))
    expect(await faced.send({ method: 'GET', path: '/_rolecall/health' })).toBe(200)
  })

  const targets = fc.tuple(
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
    fc.oneof(
      fc.constantFrom(
        '/',
        '/clusters',
        '/clusters/%00',
        '/clusters/a%2fb',
        '/clusters/%ff',
        '/clusters/%',
        '/clusters/%u0041',
        '/id',
        '/_rolecall/health',
        '/..',
        '/%2e%2e/',
      ),
      fc.webPath(),
    ),
    fc.oneof(
      fc.webQueryParameters(),
      fc.string({ maxLength: 60 }).map(encodeURI),
      fc.constantFrom(
        'Action',
        'Action=%',
        '&&&=',
        'X-Amz-Credential=%',
        'Version=2011-06-15&Action=%ff',
        'X-Amz-Algorithm=a&X-Amz-Algorithm=b',
      ),
    ),
    fc.dictionary(
      fc.constantFrom(
        'authorization',
        'accept',
        'content-type',
        'x-amz-target',
        'x-amz-date',
        'x-amz-content-sha256',
        'x-amz-security-token',
        'user-agent',
        'cookie',
        'referer',
      ),
      fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.constantFrom(
          'application/json',
          'text/xml',
          'CloudTrail_20131101.LookupEvents',
          'a.b',
          '.',
          'Bearer x',
          'k8s-aws-v1.x',
        ),
      ),
    ),
    fc.uint8Array({ maxLength: 200 }),
  )

  test.each<readonly [string, string | undefined]>([
    ['to anyone', undefined],
    ...services.map(({ model: { name } }) => [`signed for ${name}`, name] as const),
    ['signed for a service that is none', 'none'],
  ])('as a request %s', async (_name, service) => {
    const property = fc.asyncProperty(targets, async ([method, path, query, headers, body]) => {
      const sent = { method, path, query, headers: printable(headers), body: Buffer.from(body) }
      isAnswer(await (service === undefined ? faced.send(sent) : faced.sendSigned(service, sent)))
    })
    await fc.assert(property, settings(150))
  })
})

/** What a client of HTTP lets through. */
function printable(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    value.replace(/[^\x20-\x7e]/g, '?').trim(),
  ])
  return Object.fromEntries(entries)
}

test.each([
  ['a body cut off', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nAction='],
  [
    'a body cut off in a chunk',
    'POST / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n64\r\nAction=',
  ],
  [
    'a body cut off at a cluster',
    'POST /kubernetes/00000000000000000000000000000000/api HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{',
  ],
])('a client that leaves in the middle is no failure: %s', async (_name, text) => {
  for (let at = 0; at < 5; at++) await exchangeBytes(faced.server.url, Buffer.from(text), true)
  expect(await faced.send({ method: 'GET', path: '/_rolecall/health' })).toBe(200)
  expect(faced.server.errors).toEqual([])
})

// No more is sent than makes the server refuse: who is still sending may find the connection closed before they
// read why.
test.each([
  ['a length it says', { 'content-length': '100000000' }, 0],
  ['chunks without end', { 'transfer-encoding': 'chunked' }, 512 * 1024 + 1],
])('a body larger than any is refused before it is read whole: %s', async (_name, headers, sent) => {
  const { hostname, port } = new URL(faced.server.url)
  const status = await new Promise<number>((resolve, reject) => {
    const request = httpRequest({ hostname, port, method: 'POST', path: '/', headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    request.on('error', reject)
    if (sent === 0) request.flushHeaders()
    else request.write(Buffer.alloc(sent, 'a'))
  })
  expect(status).toBe(413)
})
