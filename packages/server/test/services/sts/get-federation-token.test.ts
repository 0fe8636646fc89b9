import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import {
  GetAccessKeyInfoCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  type GetFederationTokenCommandInput,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, trust } from './sts-calls.ts'

let server: TestServer
let users: Readonly<Record<string, Credentials>>

const allow = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })
const bob = `arn:aws:sts::${account}:federated-user/Bob`
const everything = policy(allow('*'))

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  users = await seedUsers(folder, [
    { name: 'ann', inline: { all: document(allow('*')) }, tags: { team: 'red', Floor: '1' } },
    { name: 'ben' },
    { name: 'carl', inline: { narrow: document(allow(['sts:GetFederationToken'], { Resource: bob })) } },
    { name: 'dora', inline: { cluster: document(allow(['sts:*', 'eks:ListClusters'])) } },
  ])
  server = await startTestServer({ folder })
  const role = { RoleName: 'worker', AssumeRolePolicyDocument: trust(account) }
  await server.client(IAMClient).send(new CreateRoleCommand(role))
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

type Input = Partial<GetFederationTokenCommandInput>

const ask = (credentials: Credentials, input: Input = {}) =>
  server.client(STSClient, { credentials }).send(new GetFederationTokenCommand({ Name: 'Bob', ...input }))

/** The credentials of a federated user's session. */
async function federate(user: string, input: Input = {}): Promise<Required<Credentials>> {
  const { Credentials: made } = await ask(users[user]!, input)
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

const listClusters = (credentials: Credentials) =>
  outcome(server.client(EKSClient, { credentials }).send(new ListClustersCommand({})))

describe('the answer', () => {
  test('names the federated user', async () => {
    const answer = await ask(users['ann']!)
    expect(answer.FederatedUser).toEqual({ Arn: bob, FederatedUserId: `${account}:Bob` })
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(answer.PackedPolicySize).toBe(0)
    expect(answer.SessionTokenSize).toBe(answer.Credentials?.SessionToken?.length)
  })

  test('says how much of the room policies and tags take', async () => {
    const { PackedPolicySize } = await ask(users['ann']!, { Policy: everything.padEnd(1024) })
    expect(PackedPolicySize).toBe(50)
    const tagged = await ask(users['ann']!, { Tags: [{ Key: 'team', Value: 'x'.repeat(250) }] })
    expect(tagged.PackedPolicySize).toBe(tagged.SessionTokenUtilization)
  })

  test('is a session that knows who it is', async () => {
    const sts = server.client(STSClient, { credentials: await federate('ann') })
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: account,
      Arn: bob,
      UserId: `${account}:Bob`,
    })
  })

  test.each([
    [undefined, 43_200],
    [900, 900],
    [129_600, 129_600],
  ])('lasts %s seconds when that is asked', async (DurationSeconds, seconds) => {
    const from = server.now()
    const { Credentials: made } = await ask(users['ann']!, { DurationSeconds })
    const expires = made?.Expiration?.getTime() ?? 0
    expect(expires).toBeGreaterThanOrEqual(from + (seconds - 1) * 1000)
    expect(expires).toBeLessThanOrEqual(server.now() + seconds * 1000)
  })
})

describe('who may ask', () => {
  const refused = (user: string, action: string) =>
    new RegExp(
      `^AccessDenied: User: arn:aws:iam::${account}:user/${user} is not authorized to perform: ${action} on resource: ${bob} because no identity-based policy allows the ${action} action`,
    )

  test.each<[string, string, Input, string | RegExp]>([
    ['a user with the permission', 'carl', {}, 'ok'],
    ['a user without it', 'ben', {}, refused('ben', 'sts:GetFederationToken')],
    ['with tags, a user who may tag', 'ann', { Tags: [{ Key: 'a', Value: 'b' }] }, 'ok'],
    [
      'with tags, a user who may not',
      'carl',
      { Tags: [{ Key: 'a', Value: 'b' }] },
      refused('carl', 'sts:TagSession'),
    ],
    [
      'for another name than is allowed',
      'carl',
      { Name: 'Eve' },
      /^AccessDenied: .* on resource: arn:aws:sts::111122223333:federated-user\/Eve because/,
    ],
  ])('%s', async (_name, user, input, expected) => {
    expect(await outcome(ask(users[user]!, input))).toMatch(expected)
  })

  test.each([
    ['of a role', () => assume(server, users['ann']!, 'worker')],
    ['of a federated user', () => federate('ann', { Policy: everything })],
  ])('no session %s', async (_name, session) => {
    expect(await outcome(ask(await session()))).toBe(
      'AccessDenied: Cannot call GetFederationToken with session credentials',
    )
  })
})

describe('what the session may', () => {
  test.each<[string, string, Input, string | RegExp]>([
    ['nothing without a session policy', 'ann', {}, /because no session policy allows the eks:ListClusters/],
    ['what both policies allow', 'dora', { Policy: everything }, 'ok'],
    [
      'what a managed policy allows',
      'ann',
      { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] },
      'ok',
    ],
    ['no more than the user', 'carl', { Policy: everything }, /because no identity-based policy allows/],
    [
      'no more than the session policy',
      'ann',
      { Policy: policy(allow('s3:*')) },
      /because no session policy allows/,
    ],
  ])('%s', async (_name, user, input, expected) => {
    expect(await listClusters(await federate(user, input))).toMatch(expected)
  })

  const sees = (condition: object) => policy(allow('eks:ListClusters', { Condition: condition }))

  test.each<[string, object, boolean]>([
    ['aws:userid', { StringEquals: { 'aws:userid': `${account}:Bob` } }, true],
    ['aws:PrincipalArn', { ArnEquals: { 'aws:PrincipalArn': bob } }, true],
    ['aws:PrincipalType', { StringEquals: { 'aws:PrincipalType': 'FederatedUser' } }, true],
    ['the tags passed', { StringEquals: { 'aws:PrincipalTag/Team': 'blue' } }, true],
    [
      'not the tag of the user that they replace',
      { StringEquals: { 'aws:PrincipalTag/Team': 'red' } },
      false,
    ],
    ['the other tags of the user', { StringEquals: { 'aws:PrincipalTag/Floor': '1' } }, true],
    ['no user name', { Null: { 'aws:username': 'true' } }, true],
    ['no provider', { Null: { 'aws:FederatedProvider': 'true' } }, true],
    ['when it was issued', { Null: { 'aws:TokenIssueTime': 'false' } }, true],
    ['no second factor', { Bool: { 'aws:MultiFactorAuthPresent': 'false' } }, true],
  ])('conditions see %s', async (_name, condition, holds) => {
    const credentials = await federate('ann', {
      Policy: sees(condition),
      Tags: [{ Key: 'TEAM', Value: 'blue' }],
    })
    expect((await listClusters(credentials)) === 'ok').toBe(holds)
  })

  test('never a call of IAM', async () => {
    const credentials = await federate('ann', { Policy: everything })
    const list = server.client(IAMClient, { credentials }).send(new ListRolesCommand({}))
    expect(await outcome(list)).toBe(
      'InvalidClientTokenId: The security token included in the request is invalid',
    )
  })

  test.each<[string, (sts: STSClient) => Promise<unknown>]>([
    ['GetSessionToken', (sts) => sts.send(new GetSessionTokenCommand({}))],
    [
      'GetAccessKeyInfo',
      (sts) => sts.send(new GetAccessKeyInfoCommand({ AccessKeyId: 'AKIA'.padEnd(20, 'A') })),
    ],
  ])('never %s', async (operation, call) => {
    const credentials = await federate('ann', { Policy: everything })
    expect(await outcome(call(server.client(STSClient, { credentials })))).toBe(
      `AccessDenied: Cannot call ${operation} with session credentials`,
    )
  })

  test('never a role', async () => {
    const credentials = await federate('ann', { Policy: everything })
    expect(await outcome(assume(server, credentials, 'worker'))).toBe(
      'AccessDenied: Cannot call AssumeRole with session credentials',
    )
  })
})

test('the trail knows the federated user, and the user behind', async () => {
  const credentials = await federate('ann', { Name: 'Trail', Policy: everything })
  expect(await listClusters(credentials)).toBe('ok')
  const { Events = [] } = await server
    .client(CloudTrailClient)
    .send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'Trail' }] }),
    )
  const record = JSON.parse(
    Events.find(({ EventName }) => EventName === 'ListClusters')?.CloudTrailEvent ?? '{}',
  )
  expect(record.userIdentity).toEqual({
    type: 'FederatedUser',
    principalId: `${account}:Trail`,
    arn: `arn:aws:sts::${account}:federated-user/Trail`,
    accountId: account,
    accessKeyId: credentials.accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA/),
        arn: `arn:aws:iam::${account}:user/ann`,
        accountId: account,
        userName: 'ann',
      },
      attributes: { creationDate: expect.any(String), mfaAuthenticated: 'false' },
    },
  })
})

describe('GetAccessKeyInfo', () => {
  const info = (user: string, AccessKeyId: string) =>
    server.client(STSClient, { credentials: users[user]! }).send(new GetAccessKeyInfoCommand({ AccessKeyId }))

  test('names the account of our keys, of users and of sessions', async () => {
    const session = await federate('ann')
    for (const { accessKeyId } of [users['ben']!, session]) {
      expect((await info('ann', accessKeyId)).Account).toBe(account)
    }
  })

  test('names the account of keys of others', async () => {
    expect((await info('ann', 'ASIAQNZGKIQY56JQ7WML')).Account).toBe('029608264753')
  })

  test('is refused to who has no permission', async () => {
    expect(await outcome(info('ben', users['ben']!.accessKeyId))).toMatch(
      /^AccessDenied: User: arn:aws:iam::111122223333:user\/ben is not authorized to perform: sts:GetAccessKeyInfo because no identity-based policy allows the sts:GetAccessKeyInfo action/,
    )
  })
})
