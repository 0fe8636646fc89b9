import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../raw-request.ts'
import type { KubernetesRequest } from './cluster-access.ts'
import { startCluster, type TestCluster } from './start-cluster.ts'

let shop: TestCluster
beforeAll(async () => {
  shop = await startCluster()
})
afterAll(() => shop.close())

const call: TestCluster['call'] = (request) => shop.call(request)
const get = (path: string) => call({ path })
const post = (path: string, body: unknown) => call({ method: 'POST', path, body })
const patch = (path: string, body: unknown, type = 'application/merge-patch+json') =>
  call({ method: 'PATCH', path, body, type })

const namespaces = '/api/v1/namespaces'
const inDefault = (what: string) => `${namespaces}/default/${what}`
const named = (name: unknown, more: object = {}) => ({ metadata: { name }, ...more })

describe('is refused', () => {
  const accounts = inDefault('serviceaccounts')
  const failure = (code: number, reason: string) => ({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: expect.any(String),
    reason,
    code,
  })
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`

  test.each<[string, Partial<KubernetesRequest> & { path: string }, number, string]>([
    ['a path that is none', { path: '/x' }, 404, 'NotFound'],
    ['another API group', { path: '/apis/apps/v1/namespaces/default/deployments' }, 404, 'NotFound'],
    ['another resource', { path: inDefault('secrets') }, 404, 'NotFound'],
    ['a namespaced resource without one', { path: '/api/v1/pods/x' }, 404, 'NotFound'],
    ['a namespace in a namespace', { path: inDefault('namespaces') }, 404, 'NotFound'],
    ['a subresource', { path: inDefault('pods/x/log') }, 404, 'NotFound'],
    ['the token of a pod', { method: 'POST', path: inDefault('pods/x/token'), body: {} }, 404, 'NotFound'],
    ['a path with an empty part', { path: `${namespaces}//pods` }, 404, 'NotFound'],
    ['a path behind the object', { path: inDefault('serviceaccounts/default/token/x') }, 404, 'NotFound'],
    ['an escaped name', { path: `${namespaces}/%64efault/serviceaccounts/default` }, 404, 'NotFound'],
    ['an object that is not there', { path: `${accounts}/none` }, 404, 'NotFound'],
    ['the prototype', { path: `${accounts}/__proto__` }, 404, 'NotFound'],
    ['the prototype for a resource', { path: '/api/v1/__proto__' }, 404, 'NotFound'],
    ['the prototype for a path', { path: '/__proto__' }, 404, 'NotFound'],
    [
      'a namespace that is not there',
      { method: 'POST', path: `${namespaces}/none/serviceaccounts`, body: named('x') },
      404,
      'NotFound',
    ],
    [
      'all namespaces to write to',
      { method: 'POST', path: '/api/v1/serviceaccounts', body: named('x') },
      404,
      'NotFound',
    ],
    ['deletion of none', { method: 'DELETE', path: `${accounts}/none` }, 404, 'NotFound'],
    [
      'a patch of none',
      { method: 'PATCH', path: `${accounts}/none`, body: {}, type: 'application/merge-patch+json' },
      404,
      'NotFound',
    ],
    ['deletion of a list', { method: 'DELETE', path: accounts }, 405, 'MethodNotAllowed'],
    ['POST of an object', { method: 'POST', path: `${accounts}/x`, body: {} }, 405, 'MethodNotAllowed'],
    ['PUT of a list', { method: 'PUT', path: accounts, body: {} }, 405, 'MethodNotAllowed'],
    ['GET of a token', { path: `${accounts}/default/token` }, 405, 'MethodNotAllowed'],
    ['a method nobody knows', { method: 'PROPFIND', path: accounts }, 405, 'MethodNotAllowed'],
    [
      'what is there already',
      { method: 'POST', path: accounts, body: named('default') },
      409,
      'AlreadyExists',
    ],
    [
      'a version that was',
      {
        method: 'PUT',
        path: `${accounts}/default`,
        body: { metadata: { name: 'default', resourceVersion: '99' } },
      },
      409,
      'Conflict',
    ],
    [
      'YAML',
      { method: 'POST', path: accounts, body: 'a: b', type: 'application/yaml' },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a form',
      { method: 'POST', path: accounts, body: 'a=b', type: 'application/x-www-form-urlencoded' },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a JSON patch',
      { method: 'PATCH', path: `${accounts}/default`, body: [], type: 'application/json-patch+json' },
      415,
      'UnsupportedMediaType',
    ],
    [
      'a patch of no kind',
      { method: 'PATCH', path: `${accounts}/default`, body: {} },
      415,
      'UnsupportedMediaType',
    ],
    ['no body', { method: 'POST', path: accounts }, 400, 'BadRequest'],
    ['no JSON', { method: 'POST', path: accounts, body: '{' }, 400, 'BadRequest'],
    ['a list', { method: 'POST', path: accounts, body: '[]' }, 400, 'BadRequest'],
    ['null', { method: 'POST', path: accounts, body: 'null' }, 400, 'BadRequest'],
    ['a number', { method: 'POST', path: accounts, body: '1e999' }, 400, 'BadRequest'],
    ['65 levels', { method: 'POST', path: accounts, body: deep(65) }, 400, 'BadRequest'],
    ['a hundred thousand levels', { method: 'POST', path: accounts, body: deep(100_000) }, 400, 'BadRequest'],
    [
      'a hundred thousand lists',
      { method: 'POST', path: accounts, body: '['.repeat(100_000) },
      400,
      'BadRequest',
    ],
    ['no metadata', { method: 'POST', path: accounts, body: {} }, 400, 'BadRequest'],
    [
      'metadata that is a list',
      { method: 'POST', path: accounts, body: { metadata: [] } },
      400,
      'BadRequest',
    ],
    [
      'another kind',
      { method: 'POST', path: accounts, body: { ...named('x'), kind: 'Pod' } },
      400,
      'BadRequest',
    ],
    [
      'a kind that is no text',
      { method: 'POST', path: accounts, body: { ...named('x'), kind: { a: 1 } } },
      400,
      'BadRequest',
    ],
    [
      'another namespace',
      { method: 'POST', path: accounts, body: { metadata: { name: 'x', namespace: 'kube-system' } } },
      400,
      'BadRequest',
    ],
    [
      'labels that are no texts',
      { method: 'POST', path: accounts, body: { metadata: { name: 'x', labels: { a: 1 } } } },
      400,
      'BadRequest',
    ],
    [
      'annotations that are a list',
      { method: 'POST', path: accounts, body: { metadata: { name: 'x', annotations: ['a'] } } },
      400,
      'BadRequest',
    ],
    [
      'a version that is a number',
      {
        method: 'PUT',
        path: `${accounts}/default`,
        body: { metadata: { name: 'default', resourceVersion: 1 } },
      },
      400,
      'BadRequest',
    ],
    [
      'another name than in the path',
      { method: 'PUT', path: `${accounts}/default`, body: named('x') },
      400,
      'BadRequest',
    ],
    [
      'a patch of the name',
      {
        method: 'PATCH',
        path: `${accounts}/default`,
        body: named('x'),
        type: 'application/merge-patch+json',
      },
      400,
      'BadRequest',
    ],
    [
      'a patch that takes the metadata away',
      {
        method: 'PATCH',
        path: `${accounts}/default`,
        body: { metadata: null },
        type: 'application/merge-patch+json',
      },
      400,
      'BadRequest',
    ],
    [
      'a patch that makes the metadata a number',
      {
        method: 'PATCH',
        path: `${accounts}/default`,
        body: { metadata: 1 },
        type: 'application/merge-patch+json',
      },
      400,
      'BadRequest',
    ],
    [
      'a pod whose spec is a list',
      { method: 'POST', path: inDefault('pods'), body: named('x', { spec: [] }) },
      400,
      'BadRequest',
    ],
    [
      'a pod of a ServiceAccount that is not there',
      { method: 'POST', path: inDefault('pods'), body: named('x', { spec: { serviceAccountName: 'none' } }) },
      403,
      'Forbidden',
    ],
    [
      'a pod of a ServiceAccount of odd letters',
      {
        method: 'POST',
        path: inDefault('pods'),
        body: named('x', { spec: { serviceAccountName: 'a\u001f\u0000\ud800' } }),
      },
      403,
      'Forbidden',
    ],
  ])('%s', async (_name, request, status, reason) => {
    const answer = await call(request)
    expect([answer.status, answer.body]).toEqual([status, failure(status, reason)])
  })

  test.each([
    '',
    'A',
    'a_b',
    '-a',
    'a-',
    'a..b',
    '.a',
    'a/b',
    'a b',
    'ä',
    'a\u0000',
    'a\u001fb',
    '../x',
    '__proto__',
    'a'.repeat(254),
    1,
    null,
    {},
    undefined,
  ])('the name %j', async (name) => {
    const { status, body } = await post(accounts, named(name))
    expect([status, body.reason]).toEqual([422, 'Invalid'])
  })

  test.each(['a.b', 'a'.repeat(64)])('the namespace name %j, which is a label', async (name) => {
    expect((await post(namespaces, named(name))).status).toBe(422)
  })

  test('more than etcd takes, by the length that it says', async () => {
    const answer = await sendRaw(shop.server.url, {
      method: 'POST',
      path: `${new URL(shop.cluster.endpoint).pathname}${accounts}`,
      query: '',
      headers: [
        ['authorization', `Bearer ${shop.token()}`],
        ['content-type', 'application/json'],
        ['content-length', '1500001'],
      ],
      // It is not sent: who is still sending may find the connection closed before they read why.
      body: '',
    })
    expect([answer.status, JSON.parse(answer.body)]).toEqual([413, failure(413, 'RequestEntityTooLarge')])
  })

  test('an object that patches have made too large', async () => {
    const name = 'patched'
    await post(accounts, named(name))
    const path = `${accounts}/${name}`
    const statuses: number[] = []
    for (const key of ['a', 'b', 'c'])
      statuses.push((await patch(path, { [key]: 'x'.repeat(700_000) })).status)
    expect(statuses).toEqual([200, 200, 413])
    expect(Object.keys((await get(path)).body)).not.toContain('c')
  })
})
