import { GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Credentials } from '../../start-test-server.ts'
import { type AssumeRoleWorld, allow, startAssumeRoleWorld } from './assume-role-world.ts'
import { account, assume, assumeRole, outcome, policy, roleArn, trust } from './sts-calls.ts'

let world: AssumeRoleWorld
beforeAll(async () => {
  world = await startAssumeRoleWorld()
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.server.close()
})

// biome-ignore lint/suspicious/noTemplateCurlyInString: a policy variable
const userNameVariable = '${aws:username}'
const userArn = (name: string) => `arn:aws:iam::${account}:user/${name}`
const identity = async (credentials: Credentials) =>
  world.server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))

describe('the answer', () => {
  test('holds credentials that are the session', async () => {
    const role = await world.makeRole(trust(account))
    const answer = await assumeRole(world.server, world.users.ann, {
      RoleArn: roleArn(role),
      RoleSessionName: 'a@b',
    })
    const { Role } = await world.admin().send(new GetRoleCommand({ RoleName: role }))
    expect(answer.AssumedRoleUser).toEqual({
      Arn: `arn:aws:sts::${account}:assumed-role/${role}/a@b`,
      AssumedRoleId: `${Role?.RoleId}:a@b`,
    })
    expect(answer.Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    expect(answer.PackedPolicySize).toBeUndefined()
    expect(answer.SourceIdentity).toBeUndefined()
    const session = await assume(world.server, world.users.ann, role)
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

  test.each<
    [
      name: string,
      user: keyof AssumeRoleWorld['users'],
      document: string,
      expected: string | RegExp,
      input?: object,
    ]
  >([
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
    const role = await world.makeRole(document)
    const came = await outcome(
      assumeRole(world.server, world.users[user], { RoleArn: roleArn(role), ...input }),
    )
    if (typeof expected === 'string') expect(came).toBe(expected)
    else expect(came).toMatch(expected)
  })

  test('a permission for one role is for that one', async () => {
    await world.makeRole(trust(account), { name: 'narrow' })
    expect(await outcome(assume(world.server, world.users.dora, 'narrow'))).toBe('ok')
  })

  test('a role, all its sessions; or one session by its ARN', async () => {
    const middle = await world.makeRole(trust(account), { permissions: [allow('sts:*')] })
    const byRole = await world.makeRole(trust(roleArn(middle)))
    const bySession = await world.makeRole(trust(`arn:aws:sts::${account}:assumed-role/${middle}/work`))
    const session = await assume(world.server, world.users.ann, middle)
    const other = await assume(world.server, world.users.ann, middle, { RoleSessionName: 'play' })
    expect(await outcome(assume(world.server, session, byRole))).toBe('ok')
    expect(await outcome(assume(world.server, other, byRole))).toBe('ok')
    expect(await outcome(assume(world.server, session, bySession))).toBe('ok')
    expect(await outcome(assume(world.server, other, bySession))).toMatch(
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
    const came = await outcome(assumeRole(world.server, world.users.ann, { RoleArn: arn }))
    expect(came).toBe(
      `AccessDenied: User: ${userArn('ann')} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    )
  })

  test('a change of the trust policy holds for the next call', async () => {
    const role = await world.makeRole(trust(account))
    expect(await outcome(assume(world.server, world.users.ann, role))).toBe('ok')
    const changed = { RoleName: role, PolicyDocument: trust(userArn('ben')) }
    await world.admin().send(new UpdateAssumeRolePolicyCommand(changed))
    expect(await outcome(assume(world.server, world.users.ann, role))).toMatch(/^AccessDenied/)
  })
})
