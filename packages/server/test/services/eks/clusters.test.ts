import { join } from 'node:path'
import {
  CreateClusterCommand,
  type CreateClusterCommandInput,
  DeleteClusterCommand,
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
  paginateListClusters,
} from '@aws-sdk/client-eks'
import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { formatPageToken } from '@rolecall/core'
import { readKeySet, readToken, verifyToken } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clusters } from '../../../src/records/cluster.ts'
import { hostedIssuers } from '../../../src/records/hosted-issuer.ts'
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import {
  eksToken,
  kubernetesCall,
  type MadeCluster,
  makeCluster,
} from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { outcome, policy } from '../sts/sts-calls.ts'

let server: TestServer
const roleArn = 'arn:aws:iam::111122223333:role/eks'
const given = { roleArn, resourcesVpcConfig: {} }

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const eks = () => server.client(EKSClient)
const tokenFor = (cluster: string) =>
  eksToken({ credentials: server.credentials, cluster, time: server.now() })

/** A token of the ServiceAccount `default` in the namespace `default`. */
async function serviceAccountToken({ name, endpoint }: MadeCluster, audience: string): Promise<string> {
  const { body } = await kubernetesCall(endpoint, {
    method: 'POST',
    path: '/api/v1/namespaces/default/serviceaccounts/default/token',
    token: tokenFor(name),
    body: { spec: { audiences: [audience] } },
  })
  return body.status.token
}

test('a cluster is CREATING, then ACTIVE with its endpoint and issuer', async () => {
  const input = { ...given, name: 'shop', version: '1.33', tags: { team: 'red' } }
  const { cluster } = await eks().send(new CreateClusterCommand(input))
  expect(cluster).toMatchObject({
    name: 'shop',
    arn: 'arn:aws:eks:us-east-1:111122223333:cluster/shop',
    status: 'CREATING',
    version: '1.33',
    roleArn,
    tags: { team: 'red' },
  })
  expect(cluster?.endpoint).toBeUndefined()
  expect(cluster?.identity).toBeUndefined()
  await expect
    .poll(async () => (await eks().send(new DescribeClusterCommand({ name: 'shop' }))).cluster?.status)
    .toBe('ACTIVE')
  const { cluster: made } = await eks().send(new DescribeClusterCommand({ name: 'shop' }))
  expect(made?.createdAt).toEqual(cluster?.createdAt)
  expect(made?.endpoint).toMatch(new RegExp(`^${server.url}/kubernetes/[0-9a-f]{32}$`))
  expect(made?.identity?.oidc?.issuer).toMatch(new RegExp(`^${server.url}/id/[0-9a-f]{32}$`))
})

describe('is refused', () => {
  const create = (input: Partial<CreateClusterCommandInput>) =>
    outcome(eks().send(new CreateClusterCommand({ ...given, name: 'new', ...input })))
  const named = (limit: string) =>
    new RegExp(`^ValidationException: .*at 'name' failed to satisfy constraint: ${limit}`)
  const pattern = named('Member must satisfy regular expression pattern')

  test.each<[string, Partial<CreateClusterCommandInput>, RegExp]>([
    [
      'a name that is taken',
      { name: 'taken' },
      /^ResourceInUseException: Cluster already exists with name: taken$/,
    ],
    ['an empty name', { name: '' }, /^ValidationException: /],
    ['a name of 101', { name: 'a'.repeat(101) }, named('Member must have length less than or equal to 100')],
    ['a name with a slash', { name: 'a/b' }, pattern],
    ['a name with dots', { name: '../../etc' }, pattern],
    ['a name that begins with a dash', { name: '-a' }, pattern],
    ['a name of other scripts', { name: 'ünïcode' }, pattern],
    ['a name with a separator', { name: 'a\u001fb' }, pattern],
    [
      'a role that is no ARN',
      { roleArn: 'eks' },
      /^InvalidParameterException: Role with arn: eks, could not be assumed/,
    ],
    [
      'a role that is a bucket',
      { roleArn: 'arn:aws:s3:::bucket' },
      /^InvalidParameterException: Role with arn/,
    ],
  ])('%s', async (_name, input, expected) => {
    await create({ name: 'taken' })
    expect(await create(input)).toMatch(expected)
    expect(await outcome(eks().send(new DescribeClusterCommand({ name: 'new' })))).toMatch(
      /^ResourceNotFoundException/,
    )
  })

  test.each([
    ['DescribeCluster', () => new DescribeClusterCommand({ name: 'none' })],
    ['DeleteCluster', () => new DeleteClusterCommand({ name: 'none' })],
  ])('%s of none', async (_name, command) => {
    const refused = await eks()
      .send(command() as DescribeClusterCommand)
      .catch((error) => error)
    expect(refused).toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'No cluster found for name: none.',
      clusterName: 'none',
      $metadata: { httpStatusCode: 404 },
    })
  })

  test.each<[string, object, RegExp]>([
    ['no results', { maxResults: 0 }, /^ValidationException: .*at 'maxResults' failed/],
    ['too many results', { maxResults: 101 }, /^ValidationException: .*at 'maxResults' failed/],
    ['a token that is none', { nextToken: 'next!' }, /^InvalidParameterException: Invalid nextToken\.$/],
    [
      'a token of another form',
      { nextToken: Buffer.from('{"a":1}').toString('base64url') },
      /^InvalidParameterException/,
    ],
  ])('ListClusters with %s', async (_name, input, expected) => {
    expect(await outcome(eks().send(new ListClustersCommand(input)))).toMatch(expected)
  })

  test.each(['', 'zzz', '\u001f', '\u0000', '\ud800', '\u{10ffff}'])(
    'no token of our form, such as behind %j',
    async (after) => {
      const input = { nextToken: formatPageToken(after) }
      expect(await outcome(eks().send(new ListClustersCommand(input)))).toBe('ok')
    },
  )
})

test('clusters are listed by name, in pages, each in its region', async () => {
  const region = 'eu-west-1'
  const there = server.client(EKSClient, { region })
  const names = ['A', 'a', 'a-b', 'a0', 'aa', 'b', 'c1', 'c10', 'c2']
  for (const name of names) await there.send(new CreateClusterCommand({ ...given, name }))
  const sorted = names.toSorted()
  for (const maxResults of [1, 2, 4, 9, 100]) {
    const pages: string[][] = []
    for await (const page of paginateListClusters({ client: there }, { maxResults }))
      pages.push(page.clusters ?? [])
    expect(pages.flat()).toEqual(sorted)
    expect(pages).toHaveLength(Math.ceil(names.length / maxResults))
  }
  expect((await eks().send(new ListClustersCommand({}))).clusters).not.toContain('c10')
  expect(await outcome(eks().send(new DescribeClusterCommand({ name: 'c10' })))).toMatch(
    /^ResourceNotFoundException/,
  )
  const { cluster } = await there.send(new DescribeClusterCommand({ name: 'c10' }))
  expect(cluster?.arn).toBe(`arn:aws:eks:${region}:111122223333:cluster/c10`)
})

test('a cluster in the making when the server stopped is made at the next start', async () => {
  const own = await startTestServer()
  await makeCluster(own, 'half')
  await own.stop()
  const store = new SqliteStore(join(own.folder, 'rolecall.db'))
  const [made] = await store.reader.list(clusters, [])
  await store.transact(async (transaction) => {
    const { account, region, name, id } = made!
    await transaction.put(clusters, [account, region, name], { ...made!, status: 'CREATING' })
    await transaction.delete(hostedIssuers, [id])
  })
  await store.close()
  const again = await startTestServer({ folder: own.folder })
  const { cluster } = await again.client(EKSClient).send(new DescribeClusterCommand({ name: 'half' }))
  expect(cluster?.status).toBe('ACTIVE')
  const { issuer } = made!
  const keys = await fetch(`${again.url}${new URL(issuer ?? '').pathname}/keys`)
  expect(await keys.json()).toMatchObject({ keys: [{ alg: 'RS256' }] })
  expect(again.errors).toEqual([])
  await again.close()
})

describe('the issuer', () => {
  let made: MadeCluster
  beforeAll(async () => {
    made = await makeCluster(server, 'issuer')
  })

  test('publishes its document and the keys that verify its tokens', async () => {
    const discovery = await fetch(`${made.issuer}/.well-known/openid-configuration`)
    expect(discovery.headers.get('content-type')).toBe('application/json')
    const document = (await discovery.json()) as { jwks_uri: string }
    expect(document).toMatchObject({
      issuer: made.issuer,
      jwks_uri: `${made.issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    })
    const jwks = (await (await fetch(document.jwks_uri)).json()) as { keys: object[] }
    for (const key of jwks.keys)
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
    const reading = readToken(await serviceAccountToken(made, 'me'))
    const keySet = await readKeySet(jwks)
    if (!reading.ok || !keySet.ok) throw new Error('a token or a key set that cannot be read')
    const verdict = await verifyToken(reading.token, keySet.keySet, {
      issuer: made.issuer,
      now: server.now(),
    })
    expect(verdict).toMatchObject({
      ok: true,
      claims: { sub: 'system:serviceaccount:default:default', aud: ['me'] },
    })
  })

  test.each([
    ['another path', () => `${made.issuer}/jwks`],
    ['no path', () => `${made.issuer}/`],
    ['the prototype of its table', () => `${made.issuer}/__proto__`],
    ['a constructor', () => `${made.issuer}/constructor`],
    ['another issuer', () => `${server.url}/id/${'0'.repeat(32)}/keys`],
    [
      'a document of another issuer',
      () => `${server.url}/id/${'0'.repeat(32)}/.well-known/openid-configuration`,
    ],
  ])('publishes nothing at %s', async (_name, url) => {
    const response = await fetch(url())
    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }])
  })

  test('answers HEAD without a body', async () => {
    const response = await fetch(`${made.issuer}/keys`, { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([200, ''])
  })
})

test('with a cluster go its keys, its objects, and the worth of its tokens', async () => {
  const made = await makeCluster(server, 'mortal')
  const iam = server.client(IAMClient)
  const audience = 'sts.amazonaws.com'
  const provider = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: made.issuer, ClientIDList: [audience] }),
  )
  const Federated = provider.OpenIDConnectProviderArn
  const AssumeRolePolicyDocument = policy({
    Effect: 'Allow',
    Principal: { Federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
  })
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'mortal', AssumeRolePolicyDocument }))
  const WebIdentityToken = await serviceAccountToken(made, audience)
  const exchange = () =>
    outcome(
      server.client(STSClient).send(
        new AssumeRoleWithWebIdentityCommand({
          RoleArn: Role?.Arn,
          RoleSessionName: 'pod',
          WebIdentityToken,
        }),
      ),
    )
  expect(await exchange()).toBe('ok')
  const { cluster } = await eks().send(new DeleteClusterCommand({ name: 'mortal' }))
  expect(cluster).toMatchObject({ name: 'mortal', status: 'DELETING' })
  const gone = async () => {
    expect(await exchange()).toMatch(/^(IDPCommunicationError|InvalidIdentityToken): /)
    expect((await fetch(`${made.issuer}/keys`)).status).toBe(404)
    const { status } = await kubernetesCall(made.endpoint, { path: '/version', token: tokenFor('mortal') })
    expect(status).toBe(401)
  }
  await gone()
  const again = await makeCluster(server, 'mortal')
  expect(again.issuer).not.toBe(made.issuer)
  expect(again.endpoint).not.toBe(made.endpoint)
  await gone()
  const { body } = await kubernetesCall(again.endpoint, {
    path: '/api/v1/namespaces',
    token: tokenFor('mortal'),
  })
  expect(body.items).toHaveLength(4)
})
