import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCluster, type TestCluster } from './start-cluster.ts'

let shop: TestCluster
beforeAll(async () => {
  shop = await startCluster()
})
afterAll(() => shop.close())

const call: TestCluster['call'] = (request) => shop.call(request)
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
