import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../raw-request.ts'
import { startTestServer, type TestServer } from '../start-test-server.ts'
import {
  eksToken,
  type KubernetesRequest,
  kubernetesCall,
  type MadeCluster,
  makeCluster,
} from './cluster-access.ts'

let server: TestServer
let cluster: MadeCluster

beforeAll(async () => {
  server = await startTestServer()
  cluster = await makeCluster(server, 'shop')
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

function call(request: Partial<KubernetesRequest> & { path: string }) {
  const token = eksToken({ credentials: server.credentials, cluster: 'shop', time: server.now() })
  return kubernetesCall(cluster.endpoint, { token, ...request })
}

const get = (path: string) => call({ path })
const post = (path: string, body: unknown) => call({ method: 'POST', path, body })
const put = (path: string, body: unknown) => call({ method: 'PUT', path, body })
const patch = (path: string, body: unknown, type = 'application/merge-patch+json') =>
  call({ method: 'PATCH', path, body, type })
const remove = (path: string) => call({ method: 'DELETE', path })

const namespaces = '/api/v1/namespaces'
const inDefault = (what: string) => `${namespaces}/default/${what}`
const named = (name: unknown, more: object = {}) => ({ metadata: { name }, ...more })
const names = (body: { items: { metadata: { name: string } }[] }) =>
  body.items.map(({ metadata }) => metadata.name)

let made = 0
const fresh = (what = 'x') => {
  made += 1
  return `${what}-${made}`
}

describe('discovery', () => {
  test.each([
    ['/version', { major: '1', minor: '34' }],
    ['/api', { kind: 'APIVersions', versions: ['v1'] }],
    ['/apis', { kind: 'APIGroupList', groups: [] }],
    ['/api/v1', { kind: 'APIResourceList', groupVersion: 'v1' }],
  ])('%s', async (path, expected) => {
    const { status, body } = await get(path)
    expect(status).toBe(200)
    expect(body).toMatchObject(expected)
  })

  test('names every resource that is answered', async () => {
    const { body } = await get('/api/v1')
    for (const { name, namespaced } of body.resources) {
      if (name.includes('/')) continue
      const path = namespaced ? inDefault(name) : `/api/v1/${name}`
      expect((await get(path)).status).toBe(200)
    }
  })
})

describe('objects', () => {
  test('a new cluster has the namespaces and ServiceAccounts of every cluster', async () => {
    const { body } = await get(namespaces)
    expect(names(body)).toEqual(
      expect.arrayContaining(['default', 'kube-node-lease', 'kube-public', 'kube-system']),
    )
    expect(names((await get('/api/v1/serviceaccounts')).body)).toContain('default')
  })

  test('are made, read, listed, replaced, patched and deleted', async () => {
    const name = fresh('reports')
    const path = inDefault(`serviceaccounts/${name}`)
    const body = { metadata: { name, labels: { a: '1', b: '2' }, annotations: { note: 'é \u{1f600}' } } }
    const { status, body: first } = await post(inDefault('serviceaccounts'), body)
    expect(status).toBe(201)
    expect(first).toMatchObject({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...body.metadata, namespace: 'default', resourceVersion: '1' },
    })
    expect(first.metadata.uid).toMatch(/^[0-9a-f-]{36}$/)
    expect((await get(path)).body).toEqual(first)
    expect(names((await get(inDefault('serviceaccounts'))).body)).toContain(name)

    const { body: patched } = await patch(path, { metadata: { labels: { a: null, c: '3' } } })
    expect(patched.metadata.labels).toEqual({ b: '2', c: '3' })
    expect(patched.metadata.annotations).toEqual(body.metadata.annotations)
    expect(patched.metadata.resourceVersion).toBe('2')

    const forged = { ...named(name), apiVersion: 'v9', kind: 'ServiceAccount' }
    const { body: replaced } = await put(path, {
      ...forged,
      metadata: { name, uid: 'mine', creationTimestamp: 'never' },
    })
    expect(replaced).toEqual({
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...first.metadata, labels: undefined, annotations: undefined, resourceVersion: '3' },
    })
    const { status: deleted, body: answer } = await remove(path)
    expect([deleted, answer.status, answer.details.uid]).toEqual([200, 'Success', first.metadata.uid])
    expect((await get(path)).status).toBe(404)
  })

  test('made again are others', async () => {
    const path = inDefault('serviceaccounts')
    const name = fresh()
    const { body: first } = await post(path, named(name))
    await remove(`${path}/${name}`)
    const { body: second } = await post(path, named(name))
    expect(second.metadata.uid).not.toBe(first.metadata.uid)
  })

  test('take a namespace along that is deleted, and no other', async () => {
    const [one, other] = [fresh('ns'), fresh('ns')]
    for (const name of [one, other]) {
      expect((await post(namespaces, named(name))).status).toBe(201)
      await post(`${namespaces}/${name}/serviceaccounts`, named('reports'))
    }
    expect(names((await get(`${namespaces}/${one}/serviceaccounts`)).body)).toEqual(['default', 'reports'])
    await remove(`${namespaces}/${one}`)
    expect((await get(`${namespaces}/${one}/serviceaccounts`)).body.items).toEqual([])
    expect(names((await get(`${namespaces}/${other}/serviceaccounts`)).body)).toEqual(['default', 'reports'])
  })

  test('a pod has its ServiceAccount, for good', async () => {
    const name = fresh('pod')
    await post(inDefault('serviceaccounts'), named(name))
    const { status, body } = await post(
      inDefault('pods'),
      named(name, { spec: { serviceAccountName: name } }),
    )
    expect([status, body.spec.serviceAccountName, body.spec.serviceAccount, body.status.phase]).toEqual([
      201,
      name,
      name,
      'Pending',
    ])
    const { body: plain } = await post(inDefault('pods'), named(fresh('pod')))
    expect(plain.spec.serviceAccountName).toBe('default')
    const path = inDefault(`pods/${name}`)
    for (const refused of [
      await patch(path, { spec: { serviceAccountName: 'default' } }),
      await patch(path, { spec: null }),
      await put(path, named(name)),
      await put(path, named(name, { spec: 'x' })),
    ]) {
      expect([refused.status, refused.body.reason]).toEqual([422, 'Invalid'])
    }
    expect((await patch(path, { metadata: { labels: { a: '1' } } })).status).toBe(200)
  })
})

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
    const token = eksToken({ credentials: server.credentials, cluster: 'shop', time: server.now() })
    const answer = await sendRaw(server.url, {
      method: 'POST',
      path: `${new URL(cluster.endpoint).pathname}${accounts}`,
      query: '',
      headers: [
        ['authorization', `Bearer ${token}`],
        ['content-type', 'application/json'],
        ['content-length', '1500001'],
      ],
      // It is not sent: who is still sending may find the connection closed before they read why.
      body: '',
    })
    expect([answer.status, JSON.parse(answer.body)]).toEqual([413, failure(413, 'RequestEntityTooLarge')])
  })

  test('an object that patches have made too large', async () => {
    const name = fresh()
    await post(accounts, named(name))
    const path = `${accounts}/${name}`
    const statuses: number[] = []
    for (const key of ['a', 'b', 'c'])
      statuses.push((await patch(path, { [key]: 'x'.repeat(700_000) })).status)
    expect(statuses).toEqual([200, 200, 413])
    expect(Object.keys((await get(path)).body)).not.toContain('c')
  })
})

describe('what JSON may hold', () => {
  test('__proto__ is a field like any other, and changes nothing else', async () => {
    const name = fresh()
    const text = `{"metadata":{"name":"${name}","labels":{"__proto__":"own"}},"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`
    expect((await call({ method: 'POST', path: inDefault('serviceaccounts'), body: text })).status).toBe(201)
    const path = inDefault(`serviceaccounts/${name}`)
    const merge =
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"toString":null}'
    expect((await patch(path, merge)).status).toBe(200)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
    expect((await get(path)).status).toBe(200)
  })

  test('a list of many items', async () => {
    const body = { ...named(fresh()), items: Array(300_000).fill(0) }
    expect((await post(inDefault('serviceaccounts'), body)).status).toBe(201)
  })

  test('64 levels', async () => {
    const value = JSON.parse(`${'['.repeat(62)}1${']'.repeat(62)}`)
    expect((await post(inDefault('serviceaccounts'), { ...named(fresh()), value })).status).toBe(201)
  })
})
