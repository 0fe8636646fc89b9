import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assume, policy, trust } from '../services/sts/sts-calls.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import {
  eksToken,
  encodeToken,
  kubernetesCall,
  type MadeCluster,
  makeCluster,
  type TokenParts,
  tokenUrl,
} from './cluster-access.ts'

let server: TestServer
let shop: MadeCluster
let mall: MadeCluster
/** A session that made the cluster `of-role`, and one of the same role with another name. */
let session: Required<Credentials>
let sameRole: Required<Credentials>
let otherRole: Required<Credentials>
let ofRole: MadeCluster

beforeAll(async () => {
  server = await startTestServer()
  const iam = server.client(IAMClient)
  const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
  for (const RoleName of ['maker', 'other']) {
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust('111122223333') }))
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: everything }))
  }
  session = await assume(server, server.credentials, 'maker')
  sameRole = await assume(server, server.credentials, 'maker', { RoleSessionName: 'another' })
  otherRole = await assume(server, server.credentials, 'other')
  shop = await makeCluster(server, 'shop')
  mall = await makeCluster(server, 'mall')
  ofRole = await makeCluster(server, 'of-role', { credentials: session })
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const parts = (more: Partial<TokenParts> = {}): TokenParts => ({
  credentials: server.credentials,
  cluster: 'shop',
  time: server.now(),
  ...more,
})
const token = (more?: Partial<TokenParts>) => eksToken(parts(more))
const changed = (change: (url: string) => string, more?: Partial<TokenParts>) =>
  encodeToken(change(tokenUrl(parts(more))))
const ask = (cluster: MadeCluster, bearer: string | undefined, path = '/api/v1/namespaces') =>
  kubernetesCall(cluster.endpoint, { path, token: bearer })
const minute = 60_000

describe('is let in', () => {
  test.each<[string, () => string]>([
    ['a token', () => token()],
    ['a token for any host, which is never called', () => token({ url: 'https://sts.amazonaws.com/' })],
    ['a token for this server', () => token({ url: `${server.url}/` })],
    ['a token of fourteen minutes', () => token({ time: server.now() - 14 * minute })],
    ['a token without a version', () => token({ query: 'Action=GetCallerIdentity' })],
    ['a token with the longest expiry', () => token({ expires: 900 })],
  ])('%s', async (_name, make) => {
    expect((await ask(shop, make())).status).toBe(200)
  })

  test('a session of the role that made the cluster, whatever its name', async () => {
    for (const credentials of [session, sameRole]) {
      const bearer = eksToken(parts({ credentials, cluster: 'of-role' }))
      expect((await ask(ofRole, bearer)).status).toBe(200)
    }
  })
})

describe('is nobody: 401', () => {
  test.each<[string, () => string | undefined]>([
    ['nothing', () => undefined],
    ['words', () => 'administrator'],
    ['an empty token', () => 'k8s-aws-v1.'],
    ['a token of another cluster', () => token({ cluster: 'mall' })],
    ['a token of no cluster', () => token({ clusterHeader: '' })],
    ['a token with the cluster in another header', () => token({ clusterHeader: 'x-k8s-id' })],
    ['a token of another version', () => token().replace('k8s-aws-v1.', 'k8s-aws-v2.')],
    ['a token without its prefix', () => token().slice('k8s-aws-v1.'.length)],
    ['a token in plain base64', () => `k8s-aws-v1.${Buffer.from(tokenUrl(parts())).toString('base64')}=`],
    ['a token encoded twice', () => encodeToken(token())],
    ['a token of sixteen minutes', () => token({ time: server.now() - 16 * minute })],
    [
      'a token of sixteen minutes that says a day',
      () =>
        changed((url) => url.replace('X-Amz-Expires=60', 'X-Amz-Expires=86400'), {
          time: server.now() - 16 * minute,
        }),
    ],
    ['a token to come', () => token({ time: server.now() + 16 * minute })],
    ['a token signed for a week', () => token({ expires: 604_800 })],
    ['a token signed for sixteen minutes', () => token({ expires: 901 })],
    ['a token signed for nothing', () => token({ expires: 0 })],
    ['a token without an expiry', () => token({ expires: undefined })],
    ['a token of another service', () => token({ service: 'iam' })],
    ['a token for S3', () => token({ service: 's3', query: 'Action=GetCallerIdentity' })],
    ['a token of another call', () => token({ query: 'Action=GetSessionToken&Version=2011-06-15' })],
    [
      'a token of a call that makes credentials',
      () => token({ query: 'Action=AssumeRole&Version=2011-06-15&RoleArn=x&RoleSessionName=y' }),
    ],
    [
      'a token of two calls',
      () => token({ query: 'Action=GetCallerIdentity&Action=AssumeRole&Version=2011-06-15' }),
    ],
    [
      'a token of two calls in two cases',
      () => token({ query: 'Action=GetCallerIdentity&action=AssumeRole&Version=2011-06-15' }),
    ],
    [
      'a token of a call in small letters',
      () => token({ query: 'action=GetCallerIdentity&Version=2011-06-15' }),
    ],
    ['a token of no call', () => token({ query: 'Version=2011-06-15' })],
    [
      'a token with a further parameter',
      () => token({ query: 'Action=GetCallerIdentity&Version=2011-06-15&RoleArn=x' }),
    ],
    ['a token signed for POST', () => token({ method: 'POST' })],
    ['a token for another path', () => token({ url: 'https://sts.amazonaws.com/x' })],
    ['a token with two expiries', () => changed((url) => `${url}&X-Amz-Expires=900`)],
    ['a token with two expiries in two cases', () => changed((url) => `${url}&x-amz-expires=900`)],
    ['a token with two signatures', () => changed((url) => `${url}&X-Amz-Signature=${'0'.repeat(64)}`)],
    [
      'a token with its signature changed',
      () => changed((url) => url.replace(/.$/, (last) => (last === '0' ? '1' : '0'))),
    ],
    ['a token without a signature', () => changed((url) => url.replace(/&X-Amz-Signature=.*/, ''))],
    ['a token without a date', () => changed((url) => url.replace(/&X-Amz-Date=[^&]*/, ''))],
    [
      'a token with another host',
      () => changed((url) => url.replace('sts.us-east-1.amazonaws.com', 'sts.evil.example')),
    ],
    ['a token with a user in it', () => changed((url) => url.replace('https://', 'https://user:pass@'))],
    ['a token with a fragment', () => changed((url) => `${url}#x`)],
    ['a token that is no URL', () => encodeToken('sts.amazonaws.com/?Action=GetCallerIdentity')],
    ['a token with a line break', () => changed((url) => url.replace('Action=', 'Acti\non='))],
    [
      'a token that says more of the header',
      () => changed((url) => url.replace('host%3Bx-k8s-aws-id', 'host')),
    ],
    [
      'a token of another key',
      () => token({ credentials: { ...server.credentials, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' } }),
    ],
    [
      'a token of another secret',
      () => token({ credentials: { ...server.credentials, secretAccessKey: 'x' } }),
    ],
    [
      'a token of a session without its token',
      () =>
        token({
          credentials: { accessKeyId: session.accessKeyId, secretAccessKey: session.secretAccessKey },
        }),
    ],
    [
      "a token of a session with another's token",
      () => token({ credentials: { ...session, sessionToken: otherRole.sessionToken } }),
    ],
    [
      'a key id with control characters',
      () => token({ credentials: { ...server.credentials, accessKeyId: 'a\u001f\u0000b' } }),
    ],
    ['a token longer than any', () => `${token()}${'A'.repeat(4096)}`],
    ['a token of zeros', () => encodeToken('\u0000'.repeat(100))],
  ])('%s', async (_name, make) => {
    const { status, body } = await ask(shop, make())
    expect([status, body]).toEqual([
      401,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'Unauthorized',
        reason: 'Unauthorized',
        code: 401,
      },
    ])
  })

  test.each([
    ['another scheme', (bearer: string) => `Basic ${bearer}`],
    ['no scheme', (bearer: string) => bearer],
    ['two tokens', (bearer: string) => `Bearer ${bearer} ${bearer}`],
    ['two tokens in one list', (bearer: string) => `Bearer ${bearer},Bearer ${bearer}`],
  ])('a good token behind %s', async (_name, write) => {
    const headers = { authorization: write(token()) }
    expect((await fetch(`${shop.endpoint}/version`, { headers })).status).toBe(401)
  })

  test('a good token at an endpoint that is not there', async () => {
    const nowhere = { ...shop, endpoint: `${server.url}/kubernetes/${'0'.repeat(32)}` }
    expect((await ask(nowhere, token())).status).toBe(401)
  })

  test('a token of one cluster at the other, both ways', async () => {
    expect((await ask(mall, token())).status).toBe(401)
    expect((await ask(mall, token({ cluster: 'mall' }))).status).toBe(200)
  })
})

describe('is known, and may nothing: 403', () => {
  test.each<[string, MadeCluster | undefined, () => Credentials]>([
    ['a session of another role', undefined, () => otherRole],
    ['the administrator of the account, at a cluster of a role', undefined, () => server.credentials],
  ])('%s', async (_name, _cluster, credentials) => {
    const bearer = eksToken(parts({ credentials: credentials(), cluster: 'of-role' }))
    const { status, body } = await ask(ofRole, bearer)
    expect([status, body.reason]).toEqual([403, 'Forbidden'])
    expect(body.message).toMatch(
      /^namespaces is forbidden: User "arn:aws:.*" cannot list resource "namespaces" in API group ""/,
    )
    expect((await ask(ofRole, bearer, '/version')).status).toBe(200)
  })

  test('who made a cluster without becoming its administrator', async () => {
    const accessConfig = { bootstrapClusterCreatorAdminPermissions: false }
    const cluster = await makeCluster(server, 'open-to-nobody', { accessConfig })
    expect((await ask(cluster, token({ cluster: 'open-to-nobody' }))).status).toBe(403)
  })
})
