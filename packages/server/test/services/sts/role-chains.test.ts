import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AssumeRoleWorld, allow, startAssumeRoleWorld } from './assume-role-world.ts'
import { account, assume, assumeRole, outcome, roleArn, trust } from './sts-calls.ts'

let world: AssumeRoleWorld
beforeAll(async () => {
  world = await startAssumeRoleWorld()
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.server.close()
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
    const first = await world.makeRole(trust(account), { permissions: tagged('size', 'big') })
    const team = await world.makeRole(trust(account), { permissions: tagged('team', 'red') })
    const size = await world.makeRole(trust(account), { permissions: tagged('size', 'big') })
    const session = await assume(world.server, world.users.ann, first, { Tags, TransitiveTagKeys: ['team'] })
    expect(await world.listRoles(session)).toBe('ok')
    const second = await assume(world.server, session, team)
    expect(await world.listRoles(second)).toBe('ok')
    expect(await world.listRoles(await assume(world.server, session, size))).toMatch(/^AccessDenied/)
    expect(await world.listRoles(await assume(world.server, second, team))).toBe('ok')
  })

  test('do not let a transitive tag be set anew', async () => {
    const role = await world.makeRole(trust(account), { permissions: [allow('sts:*')] })
    const session = await assume(world.server, world.users.ann, role, { Tags, TransitiveTagKeys: ['Team'] })
    const again = { Tags: [{ Key: 'TEAM', Value: 'blue' }] }
    expect(await outcome(assume(world.server, session, role, again))).toMatch(
      /^InvalidParameterValue: One of the specified transitive tag keys can't be set because it conflicts/,
    )
    expect(
      await outcome(assume(world.server, session, role, { Tags: [{ Key: 'size', Value: 'small' }] })),
    ).toBe('ok')
  })

  test.each([
    ['transitive tags', 'sts:TagSession', { Tags, TransitiveTagKeys: ['Team'] }],
    ['a source identity', 'sts:SetSourceIdentity', { SourceIdentity: 'ann@shop' }],
  ])('with %s need the permission at every link', async (_name, action, input) => {
    const first = await world.makeRole(trust(account), { permissions: [allow('sts:*')] })
    const next = await world.makeRole(trust(account, { Action: 'sts:AssumeRole' }))
    const session = await assume(world.server, world.users.ann, first, input)
    expect(await outcome(assume(world.server, session, next))).toMatch(
      new RegExp(`^AccessDenied: .* is not authorized to perform: ${action} on resource: `),
    )
  })

  test('keep the source identity', async () => {
    const first = await world.makeRole(trust(account), { permissions: [allow('sts:*')] })
    const next = await world.makeRole(trust(account), {
      permissions: [
        allow('iam:ListRoles', { Condition: { StringEquals: { 'aws:SourceIdentity': 'ann@shop' } } }),
      ],
    })
    const session = await assume(world.server, world.users.ann, first, { SourceIdentity: 'ann@shop' })
    const answer = await assumeRole(world.server, session, { RoleArn: roleArn(next) })
    expect(answer.SourceIdentity).toBe('ann@shop')
    expect(await world.listRoles(await assume(world.server, session, next))).toBe('ok')
    const other = { SourceIdentity: 'ben@shop' }
    expect(await outcome(assume(world.server, session, next, other))).toMatch(/^AccessDenied/)
  })

  test.each([
    [
      'an hour and a second is refused',
      3601,
      /^ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining$/,
    ],
    ['an hour is not', 3600, /^ok$/],
  ])('last an hour at most: %s', async (_name, DurationSeconds, expected) => {
    const role = await world.makeRole(trust(account), {
      permissions: [allow('sts:*')],
      maxSessionDuration: 43_200,
    })
    const session = await assume(world.server, world.users.ann, role, { DurationSeconds: 43_200 })
    expect(await outcome(assume(world.server, session, role, { DurationSeconds }))).toMatch(expected)
  })
})
