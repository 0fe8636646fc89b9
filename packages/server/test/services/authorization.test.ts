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
import { permissions } from './authorization.data.ts'
import { account, assume, outcome, policy, trust } from './sts/sts-calls.ts'

let server: TestServer
let ann: Credentials

const { allow, deny, eksRole, identity, rows: permissionRows } = permissions

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

describe('what no policy allows is refused, and what one allows is not', () => {
  test.each(permissionRows)('%s: %#', async (_name, statements, call, expected) => {
    const came = await outcome(asked[call as Asked](await callerWith(statements)))
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
