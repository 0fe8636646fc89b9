import { Agent, request as httpRequest } from 'node:http'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { NormalizedSchema } from '@smithy/core/schema'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../src/services/services.ts'
import { eksToken, type MadeCluster, makeCluster } from '../kubernetes-api/cluster-access.ts'
import { exchangeBytes, readResponse } from '../raw-request.ts'
import { startTestServer, type TestServer } from '../start-test-server.ts'

let server: TestServer
let cluster: MadeCluster
const agent = new Agent({ keepAlive: true })

beforeAll(async () => {
  server = await startTestServer()
  cluster = await makeCluster(server, 'shop')
})

afterAll(async () => {
  agent.destroy()
  expect(server.errors).toEqual([])
  await server.close()
})

interface Sent {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer | undefined
}

function send({ method, path, query = '', headers = {}, body = Buffer.alloc(0) }: Sent): Promise<number> {
  const { host, hostname, port } = new URL(server.url)
  return new Promise((resolve, reject) => {
    const target = query === '' ? path : `${path}?${query}`
    const all = { host, 'content-length': String(body.length), ...headers }
    const sent = httpRequest({ agent, hostname, port, method, path: target, headers: all }, (response) => {
      response.resume()
      response.on('end', () => resolve(response.statusCode ?? 0))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** Signed by the administrator, so that it is read to its end. */
function sendSigned(service: string, sent: Sent): Promise<number> {
  const { method, path, query = '', headers = {}, body = Buffer.alloc(0) } = sent
  const given = { host: new URL(server.url).host, ...headers }
  const request = { method, path, query, headers: RequestHeaders.from(given), body }
  const options = { service, region: 'us-east-1', time: server.now() }
  return send({ ...sent, headers: { ...given, ...signRequest(request, server.credentials, options) } })
}

const settings = (numRuns: number) => ({ numRuns, interruptAfterTimeLimit: 20_000 })
const isAnswer = (status: number) => expect([status, status >= 200 && status < 500]).toEqual([status, true])

/** Texts that something may trip over. */
const odd = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '*',
    '%',
    '\u0000',
    '\u001f\u001e',
    '\ufffe',
    '__proto__',
    'constructor',
    'toString',
    '../../etc/passwd',
    'null',
    'undefined',
    'NaN',
    '-1',
    '0',
    '1e999',
    '99999999999999999999',
    '9'.repeat(400),
    'true',
    'shop',
    'administrator',
    '111122223333',
    'arn:aws:iam::111122223333:role/a',
    'arn:aws:iam::111122223333:policy/a',
    'arn:aws:iam::aws:policy/AdministratorAccess',
    'arn:aws:iam::111122223333:oidc-provider/a.example',
    'arn:\u001f:iam::\u001f:role/\u001f',
    'arn:::::',
    'https://a.example',
    'http://[::1',
    '2026-02-31T25:61:61Z',
    'aGVsbG8',
    '"eyJhIjoxfQ"',
    '{"Version":"2012-10-17","Statement":[]}',
    '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
    `${'{"Statement":'.repeat(100)}1${'}'.repeat(100)}`,
    '['.repeat(5000),
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    'a'.repeat(20_000),
  ),
)

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
      const { status } = readResponse(await exchangeBytes(server.url, Buffer.from(all), true))
      expect(status).toBeLessThan(500)
    })
    await fc.assert(property, settings(500))
    expect(await send({ method: 'GET', path: '/_rolecall/health' })).toBe(200)
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
      isAnswer(await (service === undefined ? send(sent) : sendSigned(service, sent)))
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

/** Keys of a form for the members of a shape, a few levels deep. */
function formKeys(schema: NormalizedSchema, prefix = '', depth = 0): string[] {
  if (depth > 4) return []
  if (schema.isListSchema()) {
    const step = schema.getValueSchema().getMergedTraits().xmlName ?? 'member'
    return [
      prefix,
      ...['1', '2', '0', '-1', '999999999'].flatMap((at) =>
        formKeys(schema.getValueSchema(), `${prefix}.${step}.${at}`, depth + 1),
      ),
    ]
  }
  if (!schema.isStructSchema()) return [prefix]
  return [...schema.structIterator()].flatMap(([name, member]) =>
    formKeys(member, prefix === '' ? name : `${prefix}.${name}`, depth + 1),
  )
}

describe('no input of an operation makes the server fail', () => {
  const operations = services.flatMap((service) =>
    [...service.operations.values()].map(({ schema }) => ({
      service: service.model,
      schema,
      name: schema[2],
    })),
  )

  test.each(operations.filter(({ service }) => service.protocol === 'query'))(
    '$name',
    async ({ service, schema, name }) => {
      const keys = formKeys(NormalizedSchema.of(schema[4]))
      const fields = fc.array(
        fc.tuple(
          fc.oneof(
            { weight: 8, arbitrary: fc.constantFrom('Unknown', ...keys) },
            { weight: 1, arbitrary: odd },
          ),
          odd,
        ),
        { maxLength: keys.length + 2 },
      )
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const property = fc.asyncProperty(fields, async (given) => {
        const known = new Map(given)
        const form = new URLSearchParams([['Action', name], ['Version', service.version ?? ''], ...known])
        const sent = { method: 'POST', path: '/', headers, body: Buffer.from(form.toString()) }
        isAnswer(await (name === 'AssumeRoleWithWebIdentity' ? send(sent) : sendSigned(service.name, sent)))
      })
      await fc.assert(property, settings(25))
    },
  )

  const json = fc.oneof(
    odd,
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(0, -1, 1e308, -1e308, 0.1, 2 ** 53, 1.7e9, 1.7e12, null, true, [], {}),
  )

  test.each(operations.filter(({ service }) => service.protocol !== 'query'))(
    '$name',
    async ({ service, schema, name }) => {
      const members = [...NormalizedSchema.of(schema[4]).structIterator()].map(([member]) => member)
      const body = fc.oneof(
        {
          weight: 6,
          arbitrary: fc
            .dictionary(fc.oneof(fc.constantFrom('Unknown', ...members), odd), json)
            .map((all) => JSON.stringify(all)),
        },
        { weight: 1, arbitrary: fc.json() },
        { weight: 1, arbitrary: odd },
      )
      const headers: Record<string, string> =
        service.protocol === 'rest-json'
          ? { 'content-type': 'application/json' }
          : {
              'content-type': 'application/x-amz-json-1.1',
              'x-amz-target': `${service.targetPrefix}.${name}`,
            }
      const place = {
        CreateCluster: ['POST', '/clusters'],
        DeleteCluster: ['DELETE', '/clusters/'],
        DescribeCluster: ['GET', '/clusters/'],
        ListClusters: ['GET', '/clusters'],
      }[name] ?? ['POST', '/']
      const [method = '', path = ''] = place
      const property = fc.asyncProperty(body, odd, odd, async (text, label, value) => {
        const wellFormed = (one: string) => encodeURIComponent(one.toWellFormed())
        const target = path.endsWith('s/') ? `${path}${wellFormed(label).slice(0, 2000)}` : path
        const query =
          name === 'ListClusters'
            ? `nextToken=${wellFormed(value).slice(0, 2000)}&maxResults=${wellFormed(label).slice(0, 200)}`
            : ''
        isAnswer(
          await sendSigned(service.name, { method, path: target, query, headers, body: Buffer.from(text) }),
        )
      })
      await fc.assert(property, settings(80))
    },
  )
})

test('no request to a Kubernetes API makes the server fail', async () => {
  const segment = fc.oneof(
    fc.constantFrom(
      'api',
      'v1',
      'namespaces',
      'default',
      'pods',
      'serviceaccounts',
      'token',
      '__proto__',
      '',
      '%00',
      '..',
    ),
    odd.map((text) => encodeURIComponent(text.toWellFormed()).slice(0, 500)),
  )
  const path = fc.oneof(
    fc.array(segment, { maxLength: 7 }).map((all) => `/${all.join('/')}`),
    fc.constantFrom(
      '/api/v1/namespaces',
      '/api/v1/namespaces/default/pods',
      '/api/v1/namespaces/default/serviceaccounts',
      '/api/v1/namespaces/default/serviceaccounts/default',
      '/api/v1/namespaces/default/serviceaccounts/default/token',
      '/api/v1/namespaces/default/pods/a',
    ),
  )
  const value = fc.oneof(odd, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(null, 1e308, [], {}))
  const field = fc.constantFrom(
    'metadata',
    'spec',
    'name',
    'labels',
    'annotations',
    'kind',
    'apiVersion',
    'resourceVersion',
    'serviceAccountName',
    'nodeName',
    'audiences',
    'expirationSeconds',
    'boundObjectRef',
    '__proto__',
    'constructor',
  )
  const shallow = fc.dictionary(field, value)
  const body = fc.oneof(
    fc
      .tuple(
        fc.dictionary(field, fc.oneof(shallow, value)),
        fc.constantFrom<string | undefined>('a', 'default', undefined),
      )
      .map(([object, name]) =>
        JSON.stringify(name === undefined ? object : { ...object, metadata: { name } }),
      ),
    fc.json(),
    odd,
  )
  const types = fc.constantFrom(
    'application/json',
    'application/merge-patch+json',
    'application/strategic-merge-patch+json',
    'text/plain',
  )
  const methods = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD')
  const property = fc.asyncProperty(methods, path, types, body, async (method, below, type, text) => {
    const token = eksToken({ credentials: server.credentials, cluster: 'shop', time: server.now() })
    const headers = { authorization: `Bearer ${token}`, 'content-type': type }
    const at = `${new URL(cluster.endpoint).pathname}${below}`
    isAnswer(await send({ method, path: at, headers, body: Buffer.from(text) }))
  })
  await fc.assert(property, settings(1000))
})

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
  for (let at = 0; at < 5; at++) await exchangeBytes(server.url, Buffer.from(text), true)
  expect(await send({ method: 'GET', path: '/_rolecall/health' })).toBe(200)
  expect(server.errors).toEqual([])
})

// No more is sent than makes the server refuse: who is still sending may find the connection closed before they
// read why.
test.each([
  ['a length it says', { 'content-length': '100000000' }, 0],
  ['chunks without end', { 'transfer-encoding': 'chunked' }, 512 * 1024 + 1],
])('a body larger than any is refused before it is read whole: %s', async (_name, headers, sent) => {
  const { hostname, port } = new URL(server.url)
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
