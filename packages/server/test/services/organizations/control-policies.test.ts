import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import {
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { newUniqueId } from '@rolecall/core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { roles } from '../../../src/records/role.ts'
import { SqliteStore } from '../../../src/store/sqlite/sqlite-store.ts'
import { startTestIssuer, type TestIssuer, testAudience } from '../../start-test-issuer.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { outcome, policy, trust } from '../sts/sts-calls.ts'
import { type ControlRow, controlPolicies } from './control-policies.data.ts'
import { assumeArn, enter, makeAccount } from './make-organization.ts'
import { answered, filled } from './organizations-steps.ts'

const management = '111122223333'
const scp = 'SERVICE_CONTROL_POLICY'
const rcp = 'RESOURCE_CONTROL_POLICY'
const { denyRoles, explicit, matrix, notAssumed } = controlPolicies
const random = (length: number) => randomBytes(length)

let server: TestServer
let issuer: TestIssuer
const ids: Record<string, string> = { management }
const callers: Record<string, Credentials> = {}

const iamAs = (credentials: Credentials) => server.client(IAMClient, { credentials })
const roleArn = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`

beforeAll(async () => {
  issuer = await startTestIssuer()
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  server = await startTestServer({ folder })
  ids['o'] = (await answered(server, 'CreateOrganization')).Organization.Id
  ids['root'] = (await answered(server, 'ListRoots')).Roots[0].Id
  for (const PolicyType of [scp, rcp]) {
    await answered(server, 'EnablePolicyType', { RootId: ids['root'], PolicyType })
  }
  ids['unit'] = await unitIn('root', 'unit')
  ids['inner'] = await unitIn('unit', 'inner')
  ids['aside'] = await unitIn('root', 'aside')
  ids['member'] = await makeAccount(server, 'member')
  ids['neighbour'] = await makeAccount(server, 'neighbour')
  ids['stranger'] = await makeAccount(server, 'stranger')
  const move = { AccountId: ids['member'], SourceParentId: ids['root'], DestinationParentId: ids['inner'] }
  await answered(server, 'MoveAccount', move)
  await answered(server, 'RemoveAccountFromOrganization', { AccountId: ids['stranger'] })
  await server.stop()
  await seedServiceLinkedRole(folder, ids['member'] as string)
  server = await startTestServer({ folder })
  callers['management'] = server.credentials
  for (const name of ['member', 'neighbour', 'stranger']) {
    callers[name] = await enter(server, ids[name] as string)
    await furnish(name)
  }
  await furnish('management')
  callers['user'] = await makeUser(callers['member'] as Credentials)
  const linked = `arn:aws:iam::${ids['member']}:role/aws-service-role/x.amazonaws.com/Linked`
  callers['serviceLinked'] = await assumeArn(server, linked, callers['member'])
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await issuer.close()
  await server.close()
})

async function unitIn(parent: string, Name: string): Promise<string> {
  const made = await answered(server, 'CreateOrganizationalUnit', { ParentId: ids[parent], Name })
  return made.OrganizationalUnit.Id
}

/** A role that no call can make, written while no server uses the folder. */
async function seedServiceLinkedRole(folder: string, account: string): Promise<void> {
  const store = new SqliteStore(join(folder, 'rolecall.db'))
  const path = '/aws-service-role/x.amazonaws.com/'
  await store.transact((transaction) =>
    transaction.put(roles, [account, 'linked'], {
      account,
      name: 'Linked',
      path,
      id: newUniqueId('role', random),
      arn: `arn:aws:iam::${account}:role${path}Linked`,
      createdAt: 0,
      maxSessionDuration: 3600,
      trust: { document: trust(account), principalIds: {} },
      tags: {},
      inline: {},
      attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
    }),
  )
  await store.close()
}

/** Roles of an account: one for anybody of the organization, one for everybody, one for a web identity. */
async function furnish(name: string): Promise<void> {
  const iam = iamAs(callers[name] as Credentials)
  const create = (RoleName: string, AssumeRolePolicyDocument: string) =>
    iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
  await create('everybody', trust('*'))
  await create('members', trust('*', { Condition: { StringEquals: { 'aws:PrincipalOrgID': ids['o'] } } }))
  const inUnit = `${ids['o']}/${ids['root']}/${ids['unit']}/*`
  const Condition = { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': inUnit } }
  await create('unit', trust('*', { Condition }))
  const provider = { Url: issuer.url, ClientIDList: [testAudience] }
  const { OpenIDConnectProviderArn } = await iam.send(new CreateOpenIDConnectProviderCommand(provider))
  const Action = 'sts:AssumeRoleWithWebIdentity'
  await create('web', policy({ Effect: 'Allow', Principal: { Federated: OpenIDConnectProviderArn }, Action }))
}

async function makeUser(credentials: Credentials): Promise<Credentials> {
  const iam = iamAs(credentials)
  const UserName = 'ann'
  await iam.send(new CreateUserCommand({ UserName }))
  const PolicyDocument = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'all', PolicyDocument }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
}

const calls = {
  listRoles: (credentials: Credentials) => iamAs(credentials).send(new ListRolesCommand({})),
  getRole: (credentials: Credentials) => iamAs(credentials).send(new GetRoleCommand({ RoleName: 'web' })),
  listClusters: (credentials: Credentials) =>
    server.client(EKSClient, { credentials }).send(new ListClustersCommand({})),
  assume: (credentials: Credentials, account: string, name: string) =>
    server
      .client(STSClient, { credentials })
      .send(new AssumeRoleCommand({ RoleArn: roleArn(account, name), RoleSessionName: 'test' })),
  web: async (credentials: Credentials, account: string) =>
    server.client(STSClient, { credentials }).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn(account, 'web'),
        RoleSessionName: 'test',
        WebIdentityToken: await issuer.token(),
      }),
    ),
}

type Call = readonly [caller: string, call: keyof typeof calls, account?: string, role?: string]

const ask = ([caller, call, account = 'member', role = 'everybody']: Call) =>
  outcome(calls[call](callers[caller] as Credentials, ids[account] as string, role))

let policies = 0
const attached: { PolicyId: string; TargetId: string }[] = []

/** Attaches a statement at a level until the test ends. */
async function attach(Type: string, level: string, statement: object): Promise<string> {
  const Name = `p${policies++}`
  const Content = JSON.stringify({ Version: '2012-10-17', Statement: [filled(statement, ids)] })
  const { Policy } = await answered(server, 'CreatePolicy', { Name, Description: '', Type, Content })
  const one = { PolicyId: Policy.PolicySummary.Id as string, TargetId: ids[level] as string }
  await answered(server, 'AttachPolicy', one)
  attached.push(one)
  return one.PolicyId
}

afterEach(async () => {
  for (const one of attached.splice(0)) {
    await answered(server, 'DetachPolicy', one)
    await answered(server, 'DeletePolicy', { PolicyId: one.PolicyId })
  }
})

function calling(row: ControlRow): readonly (readonly [Call, 'ok' | RegExp])[] {
  return row.calls.map((one) => [one.slice(0, -1) as unknown as Call, one.at(-1) as 'ok' | RegExp])
}

describe('what is attached where, and who may call what then', () => {
  test('without any of it every call of the matrix is answered', async () => {
    for (const [call] of matrix.flatMap(calling)) expect(await ask(call), call.join(' ')).toBe('ok')
  })

  for (const row of matrix) {
    const what = JSON.stringify(row.statement).slice(0, 140)
    test(`${row.type === scp ? 'SCP' : 'RCP'} at ${row.level}: ${what}`, async () => {
      await attach(row.type, row.level, row.statement)
      for (const [call, expected] of calling(row)) {
        const came = await ask(call)
        if (expected === 'ok') expect(came, call.join(' ')).toBe('ok')
        else expect(came, call.join(' ')).toMatch(expected)
      }
    })
  }
})

describe('what counts from the next call on', () => {
  test('to detach, to change, to attach', async () => {
    const PolicyId = await attach(scp, 'unit', denyRoles)
    expect(await ask(['member', 'listRoles'])).toMatch(explicit('service'))
    const Content = policy({ ...denyRoles, Action: 'iam:GetRole' })
    await answered(server, 'UpdatePolicy', { PolicyId, Content })
    expect(await ask(['member', 'listRoles'])).toBe('ok')
    expect(await ask(['member', 'getRole'])).toMatch(explicit('service'))
    await answered(server, 'DetachPolicy', { PolicyId, TargetId: ids['unit'] })
    expect(await ask(['member', 'getRole'])).toBe('ok')
    await answered(server, 'AttachPolicy', { PolicyId, TargetId: ids['unit'] })
    expect(await ask(['member', 'getRole'])).toMatch(explicit('service'))
  })

  test('to move an account', async () => {
    await attach(scp, 'aside', denyRoles)
    const there = {
      AccountId: ids['member'],
      SourceParentId: ids['inner'],
      DestinationParentId: ids['aside'],
    }
    await answered(server, 'MoveAccount', there)
    expect(await ask(['member', 'listRoles'])).toMatch(explicit('service'))
    const back = { AccountId: ids['member'], SourceParentId: ids['aside'], DestinationParentId: ids['inner'] }
    await answered(server, 'MoveAccount', back)
    expect(await ask(['member', 'listRoles'])).toBe('ok')
  })

  test('to disable a type: what was attached is gone when it is enabled again', async () => {
    const PolicyId = await attach(scp, 'member', denyRoles)
    const input = { RootId: ids['root'], PolicyType: scp }
    await answered(server, 'DisablePolicyType', input)
    expect(await ask(['member', 'listRoles'])).toBe('ok')
    await answered(server, 'EnablePolicyType', input)
    expect(await ask(['member', 'listRoles'])).toBe('ok')
    await answered(server, 'AttachPolicy', { PolicyId, TargetId: ids['member'] })
    expect(await ask(['member', 'listRoles'])).toMatch(explicit('service'))
  })

  test('each level must allow: what one leaves out is denied, also for who has everything', async () => {
    await attach(scp, 'unit', { Effect: 'Allow', Action: ['iam:GetRole', 'sts:*'], Resource: '*' })
    expect(await ask(['member', 'listRoles'])).toBe('ok')
    const full = { PolicyId: 'p-FullAWSAccess', TargetId: ids['unit'] }
    await answered(server, 'DetachPolicy', full)
    try {
      expect(await ask(['member', 'listRoles'])).toBe(
        `AccessDenied: User: arn:aws:sts::${ids['member']}:assumed-role/OrganizationAccountAccessRole/test is not authorized to perform: iam:ListRoles on resource: arn:aws:iam::${ids['member']}:role/ because no service control policy allows the iam:ListRoles action`,
      )
      expect(await ask(['member', 'listClusters'])).toMatch(
        /because no service control policy allows the eks/,
      )
      expect(await ask(['member', 'getRole'])).toBe('ok')
      expect(await ask(['member', 'assume', 'neighbour'])).toBe('ok')
      expect(await ask(['serviceLinked', 'listRoles'])).toBe('ok')
      expect(await ask(['management', 'listRoles'])).toBe('ok')
    } finally {
      await answered(server, 'AttachPolicy', full)
    }
  })
})

describe('keys of the organization in trust policies', () => {
  test.each<[caller: string, account: string, role: string, expected: 'ok' | RegExp]>([
    ['member', 'management', 'members', 'ok'],
    ['management', 'member', 'members', 'ok'],
    ['member', 'stranger', 'members', 'ok'],
    ['stranger', 'management', 'members', notAssumed],
    ['stranger', 'stranger', 'members', notAssumed],
    ['member', 'management', 'unit', 'ok'],
    ['neighbour', 'management', 'unit', notAssumed],
    ['management', 'management', 'unit', notAssumed],
  ])('%s assumes, in account %s, role %s', async (caller, account, role, expected) => {
    const came = await ask([caller, 'assume', account, role])
    if (expected === 'ok') expect(came).toBe('ok')
    else expect(came).toMatch(expected)
  })
})
