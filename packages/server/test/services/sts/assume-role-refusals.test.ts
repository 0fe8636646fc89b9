import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AssumeRoleWorld, allow, startAssumeRoleWorld } from './assume-role-world.ts'
import { account, assumeRole, outcome, policy, roleArn, trust } from './sts-calls.ts'

let world: AssumeRoleWorld
beforeAll(async () => {
  world = await startAssumeRoleWorld()
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.server.close()
})

describe('what is refused before anybody is asked', () => {
  beforeAll(() => world.makeRole(trust(account), { name: 'plain' }).then(() => {}))

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
    expect(await outcome(assumeRole(world.server, world.users.ann, given))).toMatch(expected)
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
    expect(await outcome(assumeRole(world.server, world.users.ann, given))).toMatch(expected)
  })
})
