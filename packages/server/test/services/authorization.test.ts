import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreateClusterCommand,
  DeleteClusterCommand,
  DescribeClusterCommand,
  EKSClient,
  ListClustersCommand,
} from '@aws-sdk/client-eks'
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addHeaders, calls, signed } from '../http/signed-calls.ts'
import { sendRaw } from '../raw-request.ts'
import { seedUsers } from '../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { account, assume, outcome, policy, trust } from './sts/sts-calls.ts'

let server: TestServer
let ann: Credentials

const allow = (Action: string | string[], Resource: string | string[] = '*', Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
})
const deny = (...given: Parameters<typeof allow>) => ({ ...allow(...given), Effect: 'Deny' })
const clusterArn = (name: string) => `arn:aws:eks:us-east-1:${account}:cluster/${name}`
const eksRole = `arn:aws:iam::${account}:role/eks`

/** One call of each kind, by a client with the credentials of whom it is asked of. */
const asked = {
  listRoles: (credentials: Credentials) =>
    server.client(IAMClient, { credentials }).send(new ListRolesCommand({})),
  getRole: (credentials: Credentials) =>
    server.client(IAMClient, { credentials }).send(new GetRoleCommand({ RoleName: 'trusted' })),
  listClusters: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new ListClustersCommand({})),
  describeShop: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new DescribeClusterCommand({ name: 'shop' })),
  describeMall: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new DescribeClusterCommand({ name: 'mall' })),
  describeNone: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new DescribeClusterCommand({ name: 'none' })),
  deleteShop: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new DeleteClusterCommand({ name: 'shop' })),
  createCluster: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(
      new CreateClusterCommand({
        name: 'new',
        roleArn: eksRole,
        resourcesVpcConfig: {},
        tags: { team: 'red' },
      }),
    ),
  lookupEvents: (credentials: Credentials) =>
    server.client(CloudTrailClient, { credentials }).send(new LookupEventsCommand({})),
} satisfies Record<string, (credentials: Credentials) => Promise<unknown>>

type Asked = keyof typeof asked

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  const document = { Version: '2012-10-17', Statement: [allow('sts:*')] }
  ann = (await seedUsers(folder, [{ name: 'ann', inline: { all: document }, tags: { team: 'red' } }]))['ann']!
  server = await startTestServer({ folder })
  const role = { RoleName: 'trusted', AssumeRolePolicyDocument: trust(account) }
  await server.client(IAMClient).send(new CreateRoleCommand(role))
  const eks = server.client(EKSClient)
  for (const [name, team] of [
    ['shop', 'red'],
    ['mall', 'blue'],
  ] as const) {
    const input = { name, roleArn: eksRole, resourcesVpcConfig: {}, tags: { team } }
    await eks.send(new CreateClusterCommand(input))
  }
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

let roles = 0

/** Credentials of a role with these permissions and this boundary. */
async function callerWith(statements: readonly object[], boundary?: readonly object[]): Promise<Credentials> {
  roles += 1
  const RoleName = `caller-${roles}`
  const iam = server.client(IAMClient)
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trust(account),
      Tags: [{ Key: 'team', Value: 'red' }],
    }),
  )
  const put = { RoleName, PolicyName: 'all', PolicyDocument: policy(...statements) }
  if (statements.length > 0) await iam.send(new PutRolePolicyCommand(put))
  if (boundary) {
    const made = { PolicyName: RoleName, PolicyDocument: policy(...boundary) }
    const { Policy } = await iam.send(new CreatePolicyCommand(made))
    const set = { RoleName, PermissionsBoundary: Policy?.Arn }
    await iam.send(new PutRolePermissionsBoundaryCommand(set))
  }
  return assume(server, ann, RoleName)
}

const identity = (action: string) =>
  new RegExp(
    `is not authorized to perform: ${action} on resource: .* because no identity-based policy allows the ${action} action$`,
  )
const explicit = (action: string) =>
  new RegExp(
    `is not authorized to perform: ${action} on resource: .* with an explicit deny in an identity-based policy$`,
  )

describe('what no policy allows is refused, and what one allows is not', () => {
  const red = { StringEquals: { 'aws:ResourceTag/team': 'red' } }
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
  const own = { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } }

  test.each<[name: string, statements: object[], call: Asked, expected: 'ok' | RegExp]>([
    ['no policy', [], 'listRoles', identity('iam:ListRoles')],
    ['no policy', [], 'listClusters', identity('eks:ListClusters')],
    ['no policy', [], 'lookupEvents', identity('cloudtrail:LookupEvents')],
    ['no policy, of a cluster that is not there', [], 'describeNone', identity('eks:DescribeCluster')],
    ['a permission', [allow('iam:ListRoles')], 'listRoles', 'ok'],
    ['a permission in other letters', [allow('IAM:listroles')], 'listRoles', 'ok'],
    ['a permission by wildcard', [allow('iam:List*')], 'listRoles', 'ok'],
    ['a permission for another action', [allow('iam:ListUsers')], 'listRoles', identity('iam:ListRoles')],
    ['a denial beside it', [allow('*'), deny('iam:ListRoles')], 'listRoles', explicit('iam:ListRoles')],
    ['a resource', [allow('iam:GetRole', `arn:aws:iam::${account}:role/trusted`)], 'getRole', 'ok'],
    [
      'another resource',
      [allow('iam:GetRole', `arn:aws:iam::${account}:role/other`)],
      'getRole',
      identity('iam:GetRole'),
    ],
    [
      'a resource in other letters',
      [allow('iam:GetRole', `arn:aws:iam::${account}:role/TRUSTED`)],
      'getRole',
      identity('iam:GetRole'),
    ],
    [
      'a resource of another account',
      [allow('iam:GetRole', 'arn:aws:iam::999999999999:role/*')],
      'getRole',
      identity('iam:GetRole'),
    ],
    ['a cluster', [allow('eks:DescribeCluster', clusterArn('shop'))], 'describeShop', 'ok'],
    [
      'another cluster',
      [allow('eks:DescribeCluster', clusterArn('shop'))],
      'describeMall',
      identity('eks:DescribeCluster'),
    ],
    [
      'a cluster of another region',
      [allow('eks:*', `arn:aws:eks:eu-west-1:${account}:cluster/*`)],
      'describeShop',
      identity('eks:DescribeCluster'),
    ],
    ['clusters of a tag', [allow('eks:DescribeCluster', '*', red)], 'describeShop', 'ok'],
    [
      'clusters of another tag',
      [allow('eks:DescribeCluster', '*', red)],
      'describeMall',
      identity('eks:DescribeCluster'),
    ],
    ["clusters of one's own tag", [allow('eks:DescribeCluster', '*', own)], 'describeShop', 'ok'],
    [
      "clusters of another's tag",
      [allow('eks:DescribeCluster', '*', own)],
      'describeMall',
      identity('eks:DescribeCluster'),
    ],
    ['a permission to read', [allow('eks:Describe*')], 'deleteShop', identity('eks:DeleteCluster')],
    [
      'no permission to pass the role',
      [allow('eks:CreateCluster')],
      'createCluster',
      identity('iam:PassRole'),
    ],
    [
      'passing the role to another service',
      [
        allow('eks:CreateCluster'),
        allow('iam:PassRole', eksRole, { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
      ],
      'createCluster',
      identity('iam:PassRole'),
    ],
    [
      'tags other than asked',
      [
        allow('eks:CreateCluster', '*', { StringEquals: { 'aws:RequestTag/team': 'blue' } }),
        allow('iam:PassRole'),
      ],
      'createCluster',
      identity('eks:CreateCluster'),
    ],
    [
      'a region',
      [allow('eks:ListClusters', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })],
      'listClusters',
      'ok',
    ],
    [
      'all regions but this',
      [allow('*'), deny('*', '*', { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } })],
      'listClusters',
      explicit('eks:ListClusters'),
    ],
    [
      'this address',
      [allow('*', '*', { IpAddress: { 'aws:SourceIp': ['127.0.0.0/8', '::1'] } })],
      'listRoles',
      'ok',
    ],
    [
      'another address',
      [allow('*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })],
      'listRoles',
      identity('iam:ListRoles'),
    ],
    [
      'all addresses but this',
      [allow('*'), deny('*', '*', { IpAddress: { 'aws:SourceIp': '127.0.0.1/32' } })],
      'lookupEvents',
      explicit('cloudtrail:LookupEvents'),
    ],
    [
      'TLS',
      [allow('*'), deny('*', '*', { Bool: { 'aws:SecureTransport': 'false' } })],
      'listRoles',
      explicit('iam:ListRoles'),
    ],
    [
      "one's own tag",
      [allow('*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'red' } })],
      'listRoles',
      'ok',
    ],
    [
      "another's tag",
      [allow('*', '*', { StringEquals: { 'aws:PrincipalTag/team': 'blue' } })],
      'listRoles',
      identity('iam:ListRoles'),
    ],
    [
      'a key that is not there, denied',
      [allow('*'), deny('*', '*', { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } })],
      'listRoles',
      explicit('iam:ListRoles'),
    ],
    [
      'a second factor',
      [allow('*'), deny('*', '*', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } })],
      'listRoles',
      explicit('iam:ListRoles'),
    ],
    [
      'a time to come',
      [allow('*', '*', { DateGreaterThan: { 'aws:CurrentTime': '2999-01-01T00:00:00Z' } })],
      'listRoles',
      identity('iam:ListRoles'),
    ],
    [
      'its own ARN, which is the role',
      [allow('*', '*', { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${account}:role/caller-*` } })],
      'listRoles',
      'ok',
    ],
  ])('%s: %#', async (_name, statements, call, expected) => {
    const came = await outcome(asked[call](await callerWith(statements)))
    if (expected === 'ok') expect(came).toBe('ok')
    else expect(came).toMatch(expected)
  })

  test.each<[Asked, string]>([
    ['listRoles', 'AccessDenied'],
    ['describeShop', 'AccessDeniedException'],
    ['lookupEvents', 'AccessDeniedException'],
  ])('%s is refused with %s', async (call, code) => {
    const refused = await asked[call](await callerWith([])).catch((error) => error)
    expect([refused.Code ?? refused.name, refused.$metadata.httpStatusCode]).toEqual([code, 403])
  })
})

describe('a permissions boundary', () => {
  test.each<[string, object[], object[], 'ok' | RegExp]>([
    ['lets what it allows', [allow('*')], [allow('iam:*')], 'ok'],
    [
      'keeps what it does not allow',
      [allow('*')],
      [allow('eks:*')],
      /because no permissions boundary allows the iam:ListRoles action$/,
    ],
    [
      'keeps what it denies',
      [allow('*')],
      [allow('*'), deny('iam:*')],
      /with an explicit deny in a permissions boundary$/,
    ],
    ['gives nothing', [], [allow('*')], identity('iam:ListRoles')],
  ])('%s', async (_name, statements, boundary, expected) => {
    const came = await outcome(asked.listRoles(await callerWith(statements, boundary)))
    if (expected === 'ok') expect(came).toBe('ok')
    else expect(came).toMatch(expected)
  })
})

describe('what a request says of itself', () => {
  const ours = allow('*', '*', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } })

  test.each([
    ['x-forwarded-for', '10.1.2.3'],
    ['x-real-ip', '10.1.2.3'],
    ['forwarded', 'for=10.1.2.3'],
    ['x-amzn-source-ip', '10.1.2.3'],
  ])('%s is not its address', async (name, value) => {
    const credentials = await callerWith([ours])
    const call = calls['CloudTrail (JSON 1.1)'](new URL(server.url).host)
    const request = addHeaders(signed(call, { credentials, time: server.now() }), [name, value])
    const response = await sendRaw(server.url, request)
    expect([response.status, JSON.parse(response.body).__type]).toEqual([403, 'AccessDeniedException'])
  })

  test('x-forwarded-proto is not its transport', async () => {
    const tls = [allow('*'), deny('*', '*', { Bool: { 'aws:SecureTransport': 'false' } })]
    const call = calls['CloudTrail (JSON 1.1)'](new URL(server.url).host)
    const request = signed(call, { credentials: await callerWith(tls), time: server.now() })
    const response = await sendRaw(server.url, addHeaders(request, ['x-forwarded-proto', 'https']))
    expect(response.status).toBe(403)
  })
})

test('a permission that is taken back is gone at once', async () => {
  const credentials = await callerWith([allow('iam:ListRoles')])
  expect(await outcome(asked.listRoles(credentials))).toBe('ok')
  const taken = { RoleName: `caller-${roles}`, PolicyName: 'all', PolicyDocument: policy(allow('s3:*')) }
  await server.client(IAMClient).send(new PutRolePolicyCommand(taken))
  expect(await outcome(asked.listRoles(credentials))).toMatch(identity('iam:ListRoles'))
})
