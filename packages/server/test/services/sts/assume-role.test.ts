import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, assumeRole, outcome, policy, roleArn, trust } from './sts-calls.ts'

let server: TestServer
/** `ann` may assume every role, `ben` has no permission, `carl` is denied. */
let users: Readonly<Record<string, Credentials>>

const allow = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})
const deny = (Action: string | string[], more: object = {}) => ({ ...allow(Action, more), Effect: 'Deny' })
// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
const userNameVariable = '${aws:username}'
const userArn = (name: string) => `arn:aws:iam::${account}:user/${name}`

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })
  users = await seedUsers(folder, [
    { name: 'ann', inline: { all: document(allow('sts:*')) }, tags: { team: 'red' } },
    { name: 'ben', tags: { team: 'blue' } },
    { name: 'carl', inline: { all: document(allow('sts:*'), deny('sts:AssumeRole')) } },
    { name: 'dora', inline: { narrow: document(allow('sts:AssumeRole', { Resource: roleArn('narrow') })) } },
  ])
  server = await startTestServer({ folder })
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const admin = () => server.client(IAMClient)

let roles = 0

/** A role of its own for a test; answers its name. */
async function makeRole(
  document: string,
  options: { permissions?: readonly object[]; name?: string; maxSessionDuration?: number } = {},
): Promise<string> {
  roles += 1
  const { permissions = [], name = `role-${roles}`, maxSessionDuration } = options
  await admin().send(
    new CreateRoleCommand({
      RoleName: name,
      AssumeRolePolicyDocument: document,
      MaxSessionDuration: maxSessionDuration,
    }),
  )
  if (permissions.length > 0) {
    const put = { RoleName: name, PolicyName: 'all', PolicyDocument: policy(...permissions) }
    await admin().send(new PutRolePolicyCommand(put))
  }
  return name
}

const as = (credentials: Credentials) => server.client(IAMClient, { credentials })
const listRoles = (credentials: Credentials) => outcome(as(credentials).send(new ListRolesCommand({})))
const getRole = (credentials: Credentials, RoleName: string) =>
  outcome(as(credentials).send(new GetRoleCommand({ RoleName })))
const identity = async (credentials: Credentials) =>
  server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))

describe('the answer', () => {
  test('holds credentials that are the session', async () => {
    const role = await makeRole(trust(account))
    const answer = await assumeRole(server, users['ann']!, { RoleArn: roleArn(role), RoleSessionName: 'a@b' })
    const { Role } = await admin().send(new GetRoleCommand({ RoleName: role }))
    expect(answer.AssumedRoleUser).toEqual({
      Arn: `arn:aws:sts::${account}:assumed-role/${role}/a@b`,
      AssumedRoleId: `${Role?.RoleId}:a@b`,
    })
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(answer.PackedPolicySize).toBeUndefined()
    expect(answer.SourceIdentity).toBeUndefined()
    const session = await assume(server, users['ann']!, role)
    expect(await identity(session)).toMatchObject({
      UserId: `${Role?.RoleId}:work`,
      Account: account,
      Arn: `arn:aws:sts::${account}:assumed-role/${role}/work`,
    })
  })
})

describe('who may assume', () => {
  const denied = (who: string, action = 'sts:AssumeRole') =>
    new RegExp(
      `^AccessDenied: User: ${who} is not authorized to perform: ${action} on resource: arn:aws:iam::`,
    )
  const ben = denied(userArn('ben'))
  const ann = denied(userArn('ann'))
  const when = (condition: object) => trust(account, { Condition: condition })

  test.each<[name: string, user: string, document: string, expected: string | RegExp, input?: object]>([
    ['the account trusts, a user who may', 'ann', trust(account), 'ok'],
    ['the account trusts, by its ARN', 'ann', trust(`arn:aws:iam::${account}:root`), 'ok'],
    ['the account trusts, a user with no permission', 'ben', trust(account), ben],
    ['the account trusts, a user who is denied', 'carl', trust(account), denied(userArn('carl'))],
    ['the account trusts, a user who may assume another', 'dora', trust(account), denied(userArn('dora'))],
    ['the user is named, with a permission of his own', 'ann', trust(userArn('ann')), 'ok'],
    ['the user is named, which is permission enough', 'ben', trust(userArn('ben')), 'ok'],
    [
      'the user is named, and denied by her own policy',
      'carl',
      trust(userArn('carl')),
      denied(userArn('carl')),
    ],
    ['another user is named', 'ann', trust(userArn('ben')), ann],
    ['a service is named', 'ann', trust({ Service: 'ec2.amazonaws.com' }), ann],
    [
      'trust denies the user',
      'ann',
      policy(
        { Effect: 'Allow', Principal: { AWS: account }, Action: 'sts:AssumeRole' },
        { Effect: 'Deny', Principal: { AWS: userArn('ann') }, Action: 'sts:AssumeRole' },
      ),
      ann,
    ],
    ['trust is for web identities', 'ann', trust(account, { Action: 'sts:AssumeRoleWithWebIdentity' }), ann],
    [
      'the external id fits',
      'ann',
      when({ StringEquals: { 'sts:ExternalId': 'x1' } }),
      'ok',
      { ExternalId: 'x1' },
    ],
    [
      'the external id is another',
      'ann',
      when({ StringEquals: { 'sts:ExternalId': 'x1' } }),
      ann,
      { ExternalId: 'x2' },
    ],
    ['the external id is missing', 'ann', when({ StringEquals: { 'sts:ExternalId': 'x1' } }), ann],
    ['the session name fits', 'ann', when({ StringLike: { 'sts:RoleSessionName': 'w*' } }), 'ok'],
    [
      'the session name is the user',
      'ann',
      when({ StringEquals: { 'sts:RoleSessionName': userNameVariable } }),
      ann,
    ],
    [
      'the session name is the user, and is',
      'ann',
      when({ StringEquals: { 'sts:RoleSessionName': userNameVariable } }),
      'ok',
      { RoleSessionName: 'ann' },
    ],
    ['a tag of the user fits', 'ann', when({ StringEquals: { 'aws:PrincipalTag/team': 'red' } }), 'ok'],
    ['a tag of the user is another', 'ann', when({ StringEquals: { 'aws:PrincipalTag/team': 'blue' } }), ann],
    ['the address fits', 'ann', when({ IpAddress: { 'aws:SourceIp': '127.0.0.0/8' } }), 'ok'],
    ['the address is another', 'ann', when({ IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }), ann],
    ['a second factor is asked for', 'ann', when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }), ann],
    ['tags may be passed', 'ann', trust(account), 'ok', { Tags: [{ Key: 'a', Value: 'b' }] }],
    [
      'tags may not be passed',
      'ann',
      trust(account, { Action: 'sts:AssumeRole' }),
      denied(userArn('ann'), 'sts:TagSession'),
      { Tags: [{ Key: 'a', Value: 'b' }] },
    ],
    [
      'a tag passed is as asked',
      'ann',
      when({ StringEquals: { 'aws:RequestTag/a': 'b' } }),
      'ok',
      { Tags: [{ Key: 'a', Value: 'b' }] },
    ],
    [
      'a tag passed is another',
      'ann',
      when({ StringEquals: { 'aws:RequestTag/a': 'b' } }),
      ann,
      { Tags: [{ Key: 'a', Value: 'c' }] },
    ],
    [
      'other tags are forbidden',
      'ann',
      when({ 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }),
      ann,
      {
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'x', Value: 'y' },
        ],
      },
    ],
    [
      'a transitive key is as asked',
      'ann',
      when({ 'ForAllValues:StringEquals': { 'sts:TransitiveTagKeys': ['a'] } }),
      'ok',
      { Tags: [{ Key: 'a', Value: 'b' }], TransitiveTagKeys: ['a'] },
    ],
    ['a source identity may be set', 'ann', trust(account), 'ok', { SourceIdentity: 'ann@shop' }],
    [
      'a source identity may not be set',
      'ann',
      trust(account, { Action: 'sts:AssumeRole' }),
      denied(userArn('ann'), 'sts:SetSourceIdentity'),
      { SourceIdentity: 'ann@shop' },
    ],
    [
      'a source identity is as asked',
      'ann',
      when({ StringLike: { 'sts:SourceIdentity': '*@shop' } }),
      'ok',
      { SourceIdentity: 'ann@shop' },
    ],
    [
      'a source identity is another',
      'ann',
      when({ StringLike: { 'sts:SourceIdentity': '*@shop' } }),
      ann,
      { SourceIdentity: 'ann@mall' },
    ],
    [
      'a tag called __proto__ asks for permission too',
      'ann',
      trust(account, { Action: 'sts:AssumeRole' }),
      denied(userArn('ann'), 'sts:TagSession'),
      { Tags: [{ Key: '__proto__', Value: 'b' }] },
    ],
  ])('%s', async (_name, user, document, expected, input = {}) => {
    const role = await makeRole(document)
    const came = await outcome(assumeRole(server, users[user]!, { RoleArn: roleArn(role), ...input }))
    if (typeof expected === 'string') expect(came).toBe(expected)
    else expect(came).toMatch(expected)
  })

  test('a permission for one role is for that one', async () => {
    await makeRole(trust(account), { name: 'narrow' })
    expect(await outcome(assume(server, users['dora']!, 'narrow'))).toBe('ok')
  })

  test('a role, all its sessions; or one session by its ARN', async () => {
    const middle = await makeRole(trust(account), { permissions: [allow('sts:*')] })
    const byRole = await makeRole(trust(roleArn(middle)))
    const bySession = await makeRole(trust(`arn:aws:sts::${account}:assumed-role/${middle}/work`))
    const session = await assume(server, users['ann']!, middle)
    const other = await assume(server, users['ann']!, middle, { RoleSessionName: 'play' })
    expect(await outcome(assume(server, session, byRole))).toBe('ok')
    expect(await outcome(assume(server, other, byRole))).toBe('ok')
    expect(await outcome(assume(server, session, bySession))).toBe('ok')
    expect(await outcome(assume(server, other, bySession))).toMatch(
      new RegExp(`^AccessDenied: User: arn:aws:sts::${account}:assumed-role/${middle}/play is not`),
    )
  })

  test.each([
    ['a role that is not there', roleArn('nobody')],
    ['a role of another account', 'arn:aws:iam::999999999999:role/reader'],
    ['a path the role has not', `arn:aws:iam::${account}:role/x/narrow`],
    ['a user', userArn('ann')],
    ['a session', `arn:aws:sts::${account}:assumed-role/narrow/work`],
    ['a bucket', 'arn:aws:s3:::a-bucket-of-ours'],
    ['control characters', `arn:aws:iam::${account}\u001f:role/\u001f\u0000`],
  ])('nobody learns from %s whether it is there', async (_name, arn) => {
    const came = await outcome(assumeRole(server, users['ann']!, { RoleArn: arn }))
    expect(came).toBe(
      `AccessDenied: User: ${userArn('ann')} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    )
  })

  test('a change of the trust policy holds for the next call', async () => {
    const role = await makeRole(trust(account))
    expect(await outcome(assume(server, users['ann']!, role))).toBe('ok')
    const changed = { RoleName: role, PolicyDocument: trust(userArn('ben')) }
    await admin().send(new UpdateAssumeRolePolicyCommand(changed))
    expect(await outcome(assume(server, users['ann']!, role))).toMatch(/^AccessDenied/)
  })
})

describe('what is refused before anybody is asked', () => {
  beforeAll(() => makeRole(trust(account), { name: 'plain' }).then(() => {}))

  const detected = (at: string, limit: string) =>
    new RegExp(
      `^ValidationError: \\d validation errors? detected: .*at '${at}' failed to satisfy constraint: ${limit}`,
    )
  const tags = (count: number) => Array.from({ length: count }, (_, at) => ({ Key: `k${at}`, Value: 'v' }))

  test.each<[string, object, RegExp]>([
    [
      'a session name of one letter',
      { RoleSessionName: 'a' },
      detected('roleSessionName', 'Member must have length greater than or equal to 2'),
    ],
    [
      'a session name of 65',
      { RoleSessionName: 'a'.repeat(65) },
      detected('roleSessionName', 'Member must have length less than or equal to 64'),
    ],
    [
      'a session name with a slash',
      { RoleSessionName: 'a/b' },
      detected('roleSessionName', 'Member must satisfy regular expression pattern'),
    ],
    [
      'a session name of other scripts',
      { RoleSessionName: 'ünïcode' },
      detected('roleSessionName', 'Member must satisfy regular expression pattern'),
    ],
    [
      'no ARN',
      { RoleArn: 'role/reader' },
      detected('roleArn', 'Member must have length greater than or equal to 20'),
    ],
    [
      'an ARN that is none',
      { RoleArn: 'this-is-a-long-text-and-no-arn' },
      /^ValidationError: this-is-a-long-text-and-no-arn is invalid$/,
    ],
    [
      'a duration too short',
      { DurationSeconds: 899 },
      detected('durationSeconds', 'Member must have value greater than or equal to 900'),
    ],
    [
      'a duration too long for any role',
      { DurationSeconds: 43_201 },
      detected('durationSeconds', 'Member must have value less than or equal to 43200'),
    ],
    [
      'an external id of one letter',
      { ExternalId: 'a' },
      detected('externalId', 'Member must have length greater than or equal to 2'),
    ],
    [
      'an external id with a star',
      { ExternalId: 'a*' },
      detected('externalId', 'Member must satisfy regular expression pattern'),
    ],
    [
      'a source identity with a space',
      { SourceIdentity: 'a b' },
      detected('sourceIdentity', 'Member must satisfy regular expression pattern'),
    ],
    [
      'fifty-one tags',
      { Tags: tags(51) },
      detected('tags', 'Member must have length less than or equal to 50'),
    ],
    [
      'a tag without a key',
      { Tags: [{ Key: '', Value: 'x' }] },
      detected('tags.1.member.key', 'Member must have length greater than or equal to 1'),
    ],
    [
      'a tag key of 129',
      { Tags: [{ Key: 'k'.repeat(129), Value: 'x' }] },
      detected('tags.1.member.key', 'Member must have length less than or equal to 128'),
    ],
    [
      'a tag value of 257',
      { Tags: [{ Key: 'k', Value: 'x'.repeat(257) }] },
      detected('tags.1.member.value', 'Member must have length less than or equal to 256'),
    ],
    [
      'a tag twice, in another case',
      {
        Tags: [
          { Key: 'Team', Value: 'a' },
          { Key: 'team', Value: 'b' },
        ],
      },
      /^InvalidParameterValue: Duplicate tag keys found\. Please note that Tag keys are case insensitive\.$/,
    ],
    [
      'a transitive key without its tag',
      { TransitiveTagKeys: ['a'] },
      /^InvalidParameterValue: The specified transitive tag key must be included in the requested tags\.$/,
    ],
    [
      'a serial number too short',
      { SerialNumber: 'short' },
      detected('serialNumber', 'Member must have length greater than or equal to 9'),
    ],
    [
      'a code of five digits',
      { TokenCode: '12345' },
      detected('tokenCode', 'Member must have length greater than or equal to 6'),
    ],
    [
      'an empty session policy',
      { Policy: '' },
      detected('policy', 'Member must have length greater than or equal to 1'),
    ],
    [
      'a session policy of 2049',
      { Policy: 'x'.repeat(2049) },
      detected('policy', 'Member must have length less than or equal to 2048'),
    ],
  ])('%s', async (_name, input, expected) => {
    const given = { RoleArn: roleArn('nobody'), ...input }
    expect(await outcome(assumeRole(server, users['ann']!, given))).toMatch(expected)
  })

  test.each<[string, object, RegExp]>([
    ['a session policy that is no JSON', { Policy: '{' }, /^MalformedPolicyDocument: /],
    ['a session policy with a principal', { Policy: trust(account) }, /^MalformedPolicyDocument: /],
    [
      'a session policy with an unknown operator',
      { Policy: policy(allow('iam:*', { Condition: { StringIs: { a: 'b' } } })) },
      /^MalformedPolicyDocument: /,
    ],
    [
      'a managed policy that is not there',
      { PolicyArns: [{ arn: `arn:aws:iam::${account}:policy/none` }] },
      /^ValidationError: Policy arn:aws:iam::\d+:policy\/none does not exist or is not attachable\.$/,
    ],
    [
      'a managed policy of another account',
      { PolicyArns: [{ arn: 'arn:aws:iam::999999999999:policy/x' }] },
      /^ValidationError: .* does not exist or is not attachable\.$/,
    ],
    [
      'eleven managed policies',
      { PolicyArns: Array(11).fill({ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }) },
      /^ValidationError: .*at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10$/,
    ],
    [
      'policies that do not fit in a token',
      {
        Policy: policy(allow('iam:*')).padEnd(2048),
        PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }],
      },
      /^PackedPolicyTooLarge: Packed policy consumes 103% of allotted space, please use smaller policy\.$/,
    ],
    [
      'a duration the role does not give',
      { DurationSeconds: 3601 },
      /^ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role\.$/,
    ],
  ])('%s', async (_name, input, expected) => {
    const given = { RoleArn: roleArn('plain'), ...input }
    expect(await outcome(assumeRole(server, users['ann']!, given))).toMatch(expected)
  })
})

describe('session policies cut what the role may', () => {
  const all = [allow('*')]
  const refusedBy = (what: string, action = 'iam:GetRole') =>
    new RegExp(
      `^AccessDenied: User: arn:aws:sts::.* is not authorized to perform: ${action} on resource: .* ${what}`,
    )
  const implicit = refusedBy('because no session policy allows the iam:GetRole action$')

  test.each<[string, readonly object[], object[], string | RegExp, string | RegExp]>([
    ['to what is in both', all, [allow('iam:ListRoles')], 'ok', implicit],
    [
      'by an explicit denial',
      all,
      [allow('*'), deny('iam:GetRole')],
      'ok',
      refusedBy('with an explicit deny in a session policy$'),
    ],
    [
      'and never widen it',
      [allow('iam:ListRoles')],
      [allow('*')],
      'ok',
      refusedBy('because no identity-based policy allows the iam:GetRole action$'),
    ],
    [
      'to nothing when they allow nothing',
      all,
      [allow('s3:*')],
      refusedBy('because no session policy allows', 'iam:ListRoles'),
      implicit,
    ],
  ])('%s', async (_name, permissions, session, list, get) => {
    const role = await makeRole(trust(account), { permissions })
    const { Arn: arn } = await makePolicy(...session)
    for (const given of [{ Policy: policy(...session) }, { PolicyArns: [{ arn }] }]) {
      const credentials = await assume(server, users['ann']!, role, given)
      for (const [came, expected] of [
        [await listRoles(credentials), list],
        [await getRole(credentials, role), get],
      ] as const) {
        if (typeof expected === 'string') expect(came).toBe(expected)
        else expect(came).toMatch(expected)
      }
    }
  })

  test('of both kinds allow what either does', async () => {
    const role = await makeRole(trust(account), { permissions: all })
    const { Arn: arn } = await makePolicy(allow('iam:GetRole'))
    const both = { Policy: policy(allow('iam:ListRoles')), PolicyArns: [{ arn }] }
    const answer = await assumeRole(server, users['ann']!, { RoleArn: roleArn(role), ...both })
    expect(answer.PackedPolicySize).toBeGreaterThan(0)
    const credentials = await assume(server, users['ann']!, role, both)
    expect([await listRoles(credentials), await getRole(credentials, role)]).toEqual(['ok', 'ok'])
  })

  test('that were deleted since allow nothing', async () => {
    const role = await makeRole(trust(account), { permissions: all })
    const { Arn: arn } = await makePolicy(allow('*'))
    const credentials = await assume(server, users['ann']!, role, { PolicyArns: [{ arn }] })
    expect(await listRoles(credentials)).toBe('ok')
    await admin().send(new DeletePolicyCommand({ PolicyArn: arn }))
    expect(await listRoles(credentials)).toMatch(/because no session policy allows the iam:ListRoles action$/)
  })

  test('are of one session: the next one from there has its own', async () => {
    const next = await makeRole(trust(account), { permissions: all })
    const first = await makeRole(trust(account), { permissions: all })
    const narrow = { Policy: policy(allow('sts:AssumeRole')) }
    const credentials = await assume(server, users['ann']!, first, narrow)
    expect(await listRoles(credentials)).toMatch(/^AccessDenied/)
    expect(await listRoles(await assume(server, credentials, next))).toBe('ok')
  })

  let policies = 0
  async function makePolicy(...statements: object[]) {
    policies += 1
    const input = { PolicyName: `session-${policies}`, PolicyDocument: policy(...statements) }
    return (await admin().send(new CreatePolicyCommand(input))).Policy ?? {}
  }
})

describe('chains', () => {
  /** May list roles when a session tag says so, and assume whatever it is let. */
  const tagged = (key: string, value: string) => [
    allow('iam:ListRoles', { Condition: { StringEquals: { [`aws:PrincipalTag/${key}`]: value } } }),
    allow('sts:*'),
  ]
  const Tags = [
    { Key: 'Team', Value: 'red' },
    { Key: 'size', Value: 'big' },
  ]

  test('carry transitive tags on, and no others', async () => {
    const first = await makeRole(trust(account), { permissions: tagged('size', 'big') })
    const team = await makeRole(trust(account), { permissions: tagged('team', 'red') })
    const size = await makeRole(trust(account), { permissions: tagged('size', 'big') })
    const session = await assume(server, users['ann']!, first, { Tags, TransitiveTagKeys: ['team'] })
    expect(await listRoles(session)).toBe('ok')
    const second = await assume(server, session, team)
    expect(await listRoles(second)).toBe('ok')
    expect(await listRoles(await assume(server, session, size))).toMatch(/^AccessDenied/)
    expect(await listRoles(await assume(server, second, team))).toBe('ok')
  })

  test('do not let a transitive tag be set anew', async () => {
    const role = await makeRole(trust(account), { permissions: [allow('sts:*')] })
    const session = await assume(server, users['ann']!, role, { Tags, TransitiveTagKeys: ['Team'] })
    const again = { Tags: [{ Key: 'TEAM', Value: 'blue' }] }
    expect(await outcome(assume(server, session, role, again))).toMatch(
      /^InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts/,
    )
    expect(await outcome(assume(server, session, role, { Tags: [{ Key: 'size', Value: 'small' }] }))).toBe(
      'ok',
    )
  })

  test.each([
    ['transitive tags', 'sts:TagSession', { Tags, TransitiveTagKeys: ['Team'] }],
    ['a source identity', 'sts:SetSourceIdentity', { SourceIdentity: 'ann@shop' }],
  ])('with %s need the permission at every link', async (_name, action, input) => {
    const first = await makeRole(trust(account), { permissions: [allow('sts:*')] })
    const next = await makeRole(trust(account, { Action: 'sts:AssumeRole' }))
    const session = await assume(server, users['ann']!, first, input)
    expect(await outcome(assume(server, session, next))).toMatch(
      new RegExp(`^AccessDenied: .* is not authorized to perform: ${action} on resource: `),
    )
  })

  test('keep the source identity', async () => {
    const first = await makeRole(trust(account), { permissions: [allow('sts:*')] })
    const next = await makeRole(trust(account), {
      permissions: [
        allow('iam:ListRoles', { Condition: { StringEquals: { 'aws:SourceIdentity': 'ann@shop' } } }),
      ],
    })
    const session = await assume(server, users['ann']!, first, { SourceIdentity: 'ann@shop' })
    const answer = await assumeRole(server, session, { RoleArn: roleArn(next) })
    expect(answer.SourceIdentity).toBe('ann@shop')
    expect(await listRoles(await assume(server, session, next))).toBe('ok')
    const other = { SourceIdentity: 'ben@shop' }
    expect(await outcome(assume(server, session, next, other))).toMatch(/^AccessDenied/)
  })

  test.each([
    [
      'an hour and a second is refused',
      3601,
      /^ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining$/,
    ],
    ['an hour is not', 3600, /^ok$/],
  ])('last an hour at most: %s', async (_name, DurationSeconds, expected) => {
    const role = await makeRole(trust(account), { permissions: [allow('sts:*')], maxSessionDuration: 43_200 })
    const session = await assume(server, users['ann']!, role, { DurationSeconds: 43_200 })
    expect(await outcome(assume(server, session, role, { DurationSeconds }))).toMatch(expected)
  })
})

describe('sessions end', () => {
  test('by their time', async () => {
    const role = await makeRole(trust(account), { permissions: [allow('*')] })
    const answer = await assumeRole(server, users['ann']!, { RoleArn: roleArn(role), DurationSeconds: 900 })
    const expires = answer.Credentials?.Expiration?.getTime() ?? 0
    const session = await assume(server, users['ann']!, role, { DurationSeconds: 900 })
    expect(expires - server.now()).toBeLessThanOrEqual(900_000)
    expect(await listRoles(session)).toBe('ok')
    server.advance(901_000)
    expect(await listRoles(session)).toBe(
      'ExpiredToken: The security token included in the request is expired',
    )
  })

  test('by a denial of what was issued before a time, as the console revokes them', async () => {
    const role = await makeRole(trust(account), { permissions: [allow('*')] })
    const before = await assume(server, users['ann']!, role)
    server.advance(2000)
    const revoked = new Date(server.now()).toISOString()
    const revocation = deny('*', { Condition: { DateLessThan: { 'aws:TokenIssueTime': revoked } } })
    const put = { RoleName: role, PolicyName: 'AWSRevokeOlderSessions', PolicyDocument: policy(revocation) }
    await admin().send(new PutRolePolicyCommand(put))
    server.advance(2000)
    const after = await assume(server, users['ann']!, role)
    expect(await listRoles(before)).toMatch(/with an explicit deny in an identity-based policy$/)
    expect(await listRoles(after)).toBe('ok')
  })
})
