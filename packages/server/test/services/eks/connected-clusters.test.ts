import {
  CreateClusterCommand,
  DeleteClusterCommand,
  DeregisterClusterCommand,
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
} from '@aws-sdk/client-eks'
import { generateSigningKey, jwksDocument, type SigningKey } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { testAuthorities } from '../../test-authorities.data.ts'
import { outcome } from '../sts/sts-calls.ts'
import { connectorConfig, putIssuer, register } from './connected-cluster-calls.ts'

let server: TestServer
let key: SigningKey
beforeAll(async () => {
  server = await startTestServer()
  key = await generateSigningKey('RS256')
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const eks = (region = 'us-east-1') => server.client(EKSClient, { region })
const describeCluster = async (name: string, region?: string) =>
  (await eks(region).send(new DescribeClusterCommand({ name }))).cluster
const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a cluster is registered, known with its issuer, and deregistered', async () => {
  const { cluster } = await register(server, 'there', { tags: { team: 'red' } })
  expect(cluster).toMatchObject({
    name: 'there',
    arn: 'arn:aws:eks:us-east-1:111122223333:cluster/there',
    status: 'PENDING',
    tags: { team: 'red' },
    connectorConfig: {
      ...connectorConfig,
      activationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      activationCode: expect.stringMatching(/^[\w-]{20}$/),
    },
  })
  const threeDays = 3 * 24 * 3_600_000
  expect(Number(cluster?.connectorConfig?.activationExpiry)).toBe(Number(cluster?.createdAt) + threeDays)
  expect(cluster?.identity).toBeUndefined()
  const { activationCode: _code, ...shown } = cluster?.connectorConfig ?? {}
  expect(await describeCluster('there')).toEqual({ ...cluster, connectorConfig: shown })

  const data = base64(testAuthorities.one)
  const issuer = 'https://there.example/id/a'
  const endpoint = 'https://there.example:6443'
  const put = { name: 'there', issuer, endpoint, keys: JSON.stringify(jwksDocument([key])) }
  const known = await putIssuer(server, { ...put, certificateAuthority: { data } })
  expect(known.cluster).toMatchObject({
    status: 'ACTIVE',
    identity: { oidc: { issuer } },
    endpoint,
    certificateAuthority: { data: expect.any(String) },
  })
  expect(await describeCluster('there')).toEqual(known.cluster)
  expect(known.changed).toBe(true)
  expect(await putIssuer(server, { ...put, certificateAuthority: { data } })).toMatchObject({
    changed: false,
  })
  // What is left out is gone.
  const { cluster: less } = await putIssuer(server, { name: 'there', issuer })
  expect(less).not.toHaveProperty('certificateAuthority')
  expect(less).not.toHaveProperty('endpoint')

  const gone = await eks().send(new DeregisterClusterCommand({ name: 'there' }))
  expect(gone.cluster).toMatchObject({ name: 'there', status: 'DELETING' })
  expect(await outcome(describeCluster('there'))).toMatch(/^ResourceNotFoundException/)
  // Nothing of it is in the way.
  await register(server, 'there')
  await putIssuer(server, { name: 'there', issuer: 'https://other.example' })
  await eks().send(new DeregisterClusterCommand({ name: 'there' }))
})

test('connected clusters are listed for who asks for all, in pages', async () => {
  const region = 'eu-west-1'
  const own = { roleArn: 'arn:aws:iam::111122223333:role/eks', resourcesVpcConfig: {} }
  for (const name of ['b', 'd']) await eks(region).send(new CreateClusterCommand({ ...own, name }))
  for (const name of ['a', 'c', 'e']) await register(server, name, { region })
  const pages = async (include?: string[]) => {
    const found: string[][] = []
    let nextToken: string | undefined
    do {
      const page = await eks(region).send(new ListClustersCommand({ include, maxResults: 2, nextToken }))
      found.push(page.clusters ?? [])
      nextToken = page.nextToken
    } while (nextToken)
    return found
  }
  expect(await pages()).toEqual([['b', 'd']])
  expect(await pages(['all'])).toEqual([['a', 'b'], ['c', 'd'], ['e']])
  expect(await outcome(pages(['some']))).toMatch(/^ValidationException: /)
})

describe('is refused', () => {
  beforeAll(async () => {
    await register(server, 'taken')
    await putIssuer(server, { name: 'taken', issuer: 'https://taken.example' })
    await makeCluster(server, 'made')
  })

  test.each<[string, Parameters<typeof register>[2] & { name?: string }, RegExp]>([
    [
      'a name that is taken',
      { name: 'taken' },
      /^ResourceInUseException: Cluster already exists with name: taken$/,
    ],
    ['the name of a made one', { name: 'made' }, /^ResourceInUseException: Cluster already exists/],
    ['a name with a slash', { name: 'a/b' }, /^ValidationException: .*'name' failed to satisfy/],
    ['a name of nobody', { name: '__proto__' }, /^ValidationException/],
    [
      'a provider that is none',
      { connectorConfig: { ...connectorConfig, provider: 'MOON' as 'OTHER' } },
      /^ValidationException: .*'connectorConfig\.provider' failed to satisfy constraint: Member must satisfy enum/,
    ],
    [
      'a role that is none',
      { connectorConfig: { ...connectorConfig, roleArn: 'agent' } },
      /^InvalidRequestException: Nonexistent role or missing ssm service principal in trust policy$/,
    ],
    [
      'a role of another account',
      { connectorConfig: { ...connectorConfig, roleArn: 'arn:aws:iam::999988887777:role/agent' } },
      /^InvalidRequestException: Nonexistent role/,
    ],
    [
      'a user for a role',
      { connectorConfig: { ...connectorConfig, roleArn: 'arn:aws:iam::111122223333:user/agent' } },
      /^InvalidRequestException: Nonexistent role/,
    ],
  ])('RegisterCluster with %s', async (_name, { name = 'new', ...input }, expected) => {
    expect(await outcome(register(server, name, input))).toMatch(expected)
    expect(await outcome(describeCluster('new'))).toMatch(/^ResourceNotFoundException/)
  })

  test.each<[string, () => Promise<unknown>, RegExp]>([
    [
      'DeleteCluster of a connected cluster',
      () => eks().send(new DeleteClusterCommand({ name: 'taken' })),
      /^InvalidRequestException: The cluster taken is a connected cluster; use DeregisterCluster/,
    ],
    [
      'DeregisterCluster of a made cluster',
      () => eks().send(new DeregisterClusterCommand({ name: 'made' })),
      /^InvalidRequestException: The cluster made is not a connected cluster\.$/,
    ],
    [
      'DeregisterCluster of none',
      () => eks().send(new DeregisterClusterCommand({ name: 'none' })),
      /^ResourceNotFoundException: No cluster found for name: none\.$/,
    ],
    [
      'PutClusterIssuer of none',
      () => putIssuer(server, { name: 'none', issuer: 'https://a.example' }),
      /^ResourceNotFoundException: No cluster found for name: none\.$/,
    ],
    [
      'PutClusterIssuer of a made cluster',
      () => putIssuer(server, { name: 'made', issuer: 'https://a.example' }),
      /^InvalidRequestException: The cluster made is not a connected cluster\.$/,
    ],
    [
      'another issuer for a cluster that has one',
      () => putIssuer(server, { name: 'taken', issuer: 'https://a.example' }),
      /^ResourceInUseException: The cluster taken has the issuer https:\/\/taken\.example; deregister it/,
    ],
    [
      'the same issuer spelled in another way',
      () => putIssuer(server, { name: 'taken', issuer: 'https://taken.example/' }),
      /^ResourceInUseException: The cluster taken has the issuer/,
    ],
  ])('%s', async (_name, call, expected) => {
    const before = [await describeCluster('taken'), await describeCluster('made')]
    expect(await outcome(call())).toMatch(expected)
    expect([await describeCluster('taken'), await describeCluster('made')]).toEqual(before)
  })

  describe('an issuer', () => {
    beforeAll(() => register(server, 'blank'))
    const invalid =
      /^InvalidParameterException: The issuer ".*" is no https URL that an OIDC provider can have\.$/s
    test.each<[string, () => Promise<string> | string, RegExp]>([
      ['without scheme', () => 'a.example', invalid],
      ['over http elsewhere', () => 'http://a.example', invalid],
      ['with a query', () => 'https://a.example?b', invalid],
      ['with a password', () => 'https://a:b@a.example', invalid],
      ['with dots', () => 'https://a.example/../b', invalid],
      ['of a file', () => 'file:///etc/passwd', invalid],
      ['with a line', () => 'https://a.example/\n', invalid],
      ['of other scripts', () => 'https://ünï.example', invalid],
      ['that is empty', () => '', /^ValidationException/],
      ['of 256', () => `https://a.example/${'a'.repeat(238)}`, /^ValidationException/],
      [
        'of another cluster',
        () => 'https://taken.example',
        /^ResourceInUseException: The issuer https:\/\/taken\.example is that of the cluster taken in us-east-1/,
      ],
      [
        'of another cluster, spelled in another way',
        () => 'https://TAKEN.example:443/',
        /^ResourceInUseException: The issuer /,
      ],
      [
        'of this server',
        async () => (await describeCluster('made'))?.identity?.oidc?.issuer ?? '',
        /^InvalidParameterException: The issuer .* is one of this server's own\.$/,
      ],
    ])('%s', async (_name, issuer, expected) => {
      expect(await outcome(putIssuer(server, { name: 'blank', issuer: await issuer() }))).toMatch(expected)
      expect(await describeCluster('blank')).toMatchObject({ status: 'PENDING' })
    })

    test('of a cluster in another region', async () => {
      const region = 'eu-central-1'
      await register(server, 'blank', { region })
      expect(
        await outcome(putIssuer(server, { region, name: 'blank', issuer: 'https://taken.example' })),
      ).toMatch(/^ResourceInUseException: The issuer .* is that of the cluster taken in us-east-1/)
    })

    test('that two clusters ask for at once is that of one', async () => {
      const names = Array.from({ length: 6 }, (_, at) => `racer-${at}`)
      for (const name of names) await register(server, name)
      const came = await Promise.all(
        names.map((name) => outcome(putIssuer(server, { name, issuer: 'https://race.example' }))),
      )
      expect(came.filter((one) => one === 'ok')).toHaveLength(1)
      expect(new Set(came.map((one) => one.split(':')[0]))).toEqual(new Set(['ok', 'ResourceInUseException']))
    })
  })

  test.each(['ftp://a.example', 'a.example', 'https://a:b@a.example', 'https://a.example/?b'])(
    'the endpoint %j',
    async (endpoint) => {
      expect(
        await outcome(putIssuer(server, { name: 'taken', issuer: 'https://taken.example', endpoint })),
      ).toMatch(/^InvalidParameterException: The endpoint ".*" is no http or https URL\.$/)
    },
  )

  test('the hundred and first', async () => {
    const region = 'ap-south-1'
    await Promise.all(Array.from({ length: 100 }, (_, at) => register(server, `c${at}`, { region })))
    expect(await outcome(register(server, 'more', { region }))).toMatch(
      /^ResourceLimitExceededException: You have reached the limit of 100 registered clusters in this region\.$/,
    )
    await eks(region).send(new DeregisterClusterCommand({ name: 'c7' }))
    expect(await outcome(register(server, 'more', { region }))).toBe('ok')
  })
})
