import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type KubernetesApi, KubernetesFault, kubernetesApi } from '../src/index.ts'

interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** The neighbour as a pure function: what was asked comes back, or the answer that the path names. */
function answer(asked: Asked): { status: number; body: string } {
  const status = (code: number, reason: string, message: string) => ({
    status: code,
    body: JSON.stringify({ kind: 'Status', status: 'Failure', code, reason, message }),
  })
  if (asked.path.endsWith('/missing')) return status(404, 'NotFound', 'serviceaccounts "missing" not found')
  if (asked.path.endsWith('/taken')) return status(409, 'Conflict', 'the object has been modified')
  if (asked.path.endsWith('/proxy')) return { status: 502, body: '<html>Bad Gateway</html>' }
  if (asked.path.endsWith('/silent')) return { status: 403, body: '' }
  if (asked.path.endsWith('/text')) return { status: 200, body: 'ok' }
  if (asked.path.endsWith('/pods')) return { status: 200, body: JSON.stringify({ items: [asked] }) }
  return { status: 200, body: JSON.stringify(asked) }
}

let server: Server
let api: KubernetesApi
let address: string

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request
      const { status, body: text } = answer({ method, path, headers, body })
      response.writeHead(status).end(text)
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kubernetes/abc`
  api = await kubernetesApi({ server: `${address}/`, token: async () => 'secret' })
})
afterAll(() => server.close())

const echo = (value: unknown) => value as Asked

it('keeps the path below which the API stands, and sends the token', async () => {
  const asked = echo(await api.serviceAccounts('shop').get('reports'))
  expect(asked).toMatchObject({
    method: 'GET',
    path: '/kubernetes/abc/api/v1/namespaces/shop/serviceaccounts/reports',
    headers: { authorization: 'Bearer secret', accept: 'application/json' },
  })
})

it.each([
  ['create', () => api.namespaces.create({ metadata: { name: 'shop' } }), 'POST', 'application/json'],
  ['replace', () => api.pods('shop').replace('p', {}), 'PUT', 'application/json'],
  ['merge', () => api.pods('shop').merge('p', {}), 'PATCH', 'application/merge-patch+json'],
  ['apply', () => api.pods('shop').apply('p', {}, 'rolecall'), 'PATCH', 'application/apply-patch+yaml'],
])('%s speaks as Kubernetes expects', async (_, call, method, type) => {
  expect(echo(await call())).toMatchObject({ method, headers: { 'content-type': type } })
})

it('deletes and lists', async () => {
  await api.pods('shop').delete('p', { gracePeriodSeconds: 0 })
  expect(await api.pods('shop').list()).toHaveLength(1)
})

it('asks for a token bound to a pod', async () => {
  const spec = { audiences: ['sts.amazonaws.com'], boundObjectRef: { kind: 'Pod', name: 'p', uid: 'u' } }
  const asked = echo(await api.requestToken('shop', 'reports', spec))
  expect(asked.path).toBe('/kubernetes/abc/api/v1/namespaces/shop/serviceaccounts/reports/token')
  expect(JSON.parse(asked.body)).toMatchObject({ kind: 'TokenRequest', spec })
})

it.each([
  ['missing', 404, 'NotFound', 'serviceaccounts "missing" not found'],
  ['taken', 409, 'Conflict', 'the object has been modified'],
  ['proxy', 502, 'InternalError', '<html>Bad Gateway</html>'],
  ['silent', 403, 'Forbidden', 'HTTP status 403'],
  ['text', 200, 'Unknown', /not JSON/],
  ['..', 400, 'BadRequest', /no name/],
  ['a/b', 400, 'BadRequest', /no name/],
  ['', 400, 'BadRequest', /no name/],
])('answers the name %j with a fault', async (name, status, reason, message) => {
  const failed = api.serviceAccounts('shop').get(name)
  await expect(failed).rejects.toThrow(KubernetesFault)
  await expect(failed).rejects.toMatchObject({ status, reason, message: expect.stringMatching(message) })
})

it('says that nothing answers', async () => {
  const closed = await kubernetesApi({ server: 'http://127.0.0.1:1', token: 'secret' })
  await expect(closed.namespaces.list()).rejects.toMatchObject({
    reason: 'Unreachable',
    message: expect.stringContaining('127.0.0.1:1'),
  })
})

it.each([
  ['http://10.0.0.1:8080', /needs https/],
  ['http://127.0.0.1.example.org', /needs https/],
  ['ftp://127.0.0.1', /no address/],
  ['nonsense', /no address/],
])('does not send a token to %s', async (target, words) => {
  await expect(kubernetesApi({ server: target, token: 'secret' })).rejects.toThrow(words)
})
