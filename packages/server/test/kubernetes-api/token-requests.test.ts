import { readToken } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCluster, type TestCluster } from './start-cluster.ts'

let shop: TestCluster
let uids: Readonly<Record<string, string>>

const inDefault = (what: string) => `/api/v1/namespaces/default/${what}`

beforeAll(async () => {
  shop = await startCluster()
  const made = async (what: string, body: object) =>
    (await call({ method: 'POST', path: inDefault(what), body })).body.metadata.uid
  uids = {
    reports: await made('serviceaccounts', { metadata: { name: 'reports' } }),
    other: await made('serviceaccounts', { metadata: { name: 'other' } }),
    pod: await made('pods', {
      metadata: { name: 'pod' },
      spec: { serviceAccountName: 'reports', nodeName: 'node-1' },
    }),
    'other-pod': await made('pods', {
      metadata: { name: 'other-pod' },
      spec: { serviceAccountName: 'other' },
    }),
  }
})

afterAll(() => shop.close())

const call: TestCluster['call'] = (request) => shop.call(request)

const request = (body: unknown, account = 'reports') =>
  call({ method: 'POST', path: inDefault(`serviceaccounts/${account}/token`), body })

function claimsOf(token: string) {
  const reading = readToken(token)
  if (!reading.ok) throw new Error('the token cannot be read')
  return reading.token.claims as Readonly<Record<string, unknown>> & { iat: number; exp: number }
}

test('a token is what Kubernetes makes', async () => {
  const before = Math.floor(shop.server.now() / 1000)
  const { status, body } = await request({ spec: { audiences: ['a', 'b'], expirationSeconds: 7200 } })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name: 'reports', namespace: 'default' },
    spec: { audiences: ['a', 'b'], expirationSeconds: 7200 },
  })
  const claims = claimsOf(body.status.token)
  expect(claims).toMatchObject({
    iss: shop.cluster.issuer,
    aud: ['a', 'b'],
    sub: 'system:serviceaccount:default:reports',
    'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'reports', uid: uids['reports'] } },
  })
  expect(claims.exp - claims.iat).toBe(7200)
  expect(claims.iat).toBeGreaterThanOrEqual(before)
  expect(body.status.expirationTimestamp).toBe(`${new Date(claims.exp * 1000).toISOString().slice(0, 19)}Z`)
  const again = claimsOf((await request({})).body.status.token)
  expect(again.jti).not.toBe(claims.jti)
})

test('a token of a pod names the pod and its node', async () => {
  const { body } = await request({
    spec: { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'pod', uid: uids['pod'] } },
  })
  expect(claimsOf(body.status.token)['kubernetes.io']).toMatchObject({
    pod: { name: 'pod', uid: uids['pod'] },
    node: { name: 'node-1' },
  })
})

test.each([
  ['an hour when nothing is asked', {}, 3600],
  ['ten minutes', { expirationSeconds: 600 }, 600],
  ['a day at most', { expirationSeconds: 2 ** 32 }, 86_400],
])('a token lasts %s', async (_name, spec, seconds) => {
  const { iat, exp } = claimsOf((await request({ spec })).body.status.token)
  expect(exp - iat).toBe(seconds)
})

test.each([
  ['no spec', {}],
  ['a null spec', { spec: null }],
  ['no audiences', { spec: { audiences: [] } }],
])('a token of %s is for the Kubernetes API', async (_name, body) => {
  const answer = await request(body)
  expect(claimsOf(answer.body.status.token).aud).toEqual(['https://kubernetes.default.svc'])
})

describe('is refused', () => {
  const bound = (boundObjectRef: unknown) => ({ spec: { boundObjectRef } })

  test.each<[string, unknown, number, string?]>([
    ['a ServiceAccount that is not there', {}, 404, 'none'],
    ['nine minutes', { spec: { expirationSeconds: 599 } }, 422],
    ['less than nothing', { spec: { expirationSeconds: -1 } }, 422],
    ['half a second', { spec: { expirationSeconds: 3600.5 } }, 422],
    ['more seconds than 2^32', { spec: { expirationSeconds: 2 ** 32 + 1 } }, 422],
    ['seconds in words', { spec: { expirationSeconds: '3600' } }, 422],
    ['seconds without end', '{"spec":{"expirationSeconds":1e999}}', 422],
    ['an audience that is no text', { spec: { audiences: [1] } }, 422],
    ['an empty audience', { spec: { audiences: [''] } }, 422],
    ['an audience of 256', { spec: { audiences: ['a'.repeat(256)] } }, 422],
    ['audiences that are a text', { spec: { audiences: 'sts.amazonaws.com' } }, 422],
    ['a spec that is a list', { spec: [] }, 400],
    ['a spec that is a text', { spec: 'x' }, 400],
    ['binding to a Secret', bound({ kind: 'Secret', name: 'pod' }), 400],
    ['binding to a Node', bound({ kind: 'Node', name: 'node-1' }), 400],
    ['binding to no kind', bound({ name: 'pod' }), 400],
    ['binding to no name', bound({ kind: 'Pod' }), 400],
    ['binding to a text', bound('pod'), 400],
    ['binding to a number', bound(5), 400],
    ['binding to a list', bound(['pod']), 400],
    ['binding to a pod that is not there', bound({ kind: 'Pod', name: 'none' }), 404],
    ['binding to a pod of odd letters', bound({ kind: 'Pod', name: 'a\u001f\u0000' }), 404],
    [
      'binding to a pod that was',
      bound({ kind: 'Pod', name: 'pod', uid: '00000000-0000-0000-0000-000000000000' }),
      409,
    ],
    ['binding to a pod of another ServiceAccount', bound({ kind: 'Pod', name: 'other-pod' }), 400],
  ])('%s', async (_name, body, status, account) => {
    const answer = await request(body, account)
    expect([answer.status, answer.body.kind, answer.body.code]).toEqual([status, 'Status', status])
  })

  test('a token of a ServiceAccount for the API of its cluster: it is no principal of AWS', async () => {
    const { body } = await request({})
    expect((await call({ path: '/version', token: body.status.token })).status).toBe(401)
  })
})
