import { CreatePolicyCommand, DeletePolicyCommand } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AssumeRoleWorld, allow, deny, startAssumeRoleWorld } from './assume-role-world.ts'
import { account, assume, assumeRole, policy, roleArn, trust } from './sts-calls.ts'

let world: AssumeRoleWorld
beforeAll(async () => {
  world = await startAssumeRoleWorld()
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.server.close()
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
    const role = await world.makeRole(trust(account), { permissions })
    const { Arn: arn } = await makePolicy(...session)
    for (const given of [{ Policy: policy(...session) }, { PolicyArns: [{ arn }] }]) {
      const credentials = await assume(world.server, world.users.ann, role, given)
      for (const [came, expected] of [
        [await world.listRoles(credentials), list],
        [await world.getRole(credentials, role), get],
      ] as const) {
        if (typeof expected === 'string') expect(came).toBe(expected)
        else expect(came).toMatch(expected)
      }
    }
  })

  test('of both kinds allow what either does', async () => {
    const role = await world.makeRole(trust(account), { permissions: all })
    const { Arn: arn } = await makePolicy(allow('iam:GetRole'))
    const both = { Policy: policy(allow('iam:ListRoles')), PolicyArns: [{ arn }] }
    const answer = await assumeRole(world.server, world.users.ann, { RoleArn: roleArn(role), ...both })
    expect(answer.PackedPolicySize).toBeGreaterThan(0)
    const credentials = await assume(world.server, world.users.ann, role, both)
    expect([await world.listRoles(credentials), await world.getRole(credentials, role)]).toEqual(['ok', 'ok'])
  })

  test('that were deleted since allow nothing', async () => {
    const role = await world.makeRole(trust(account), { permissions: all })
    const { Arn: arn } = await makePolicy(allow('*'))
    const credentials = await assume(world.server, world.users.ann, role, { PolicyArns: [{ arn }] })
    expect(await world.listRoles(credentials)).toBe('ok')
    await world.admin().send(new DeletePolicyCommand({ PolicyArn: arn }))
    expect(await world.listRoles(credentials)).toMatch(
      /because no session policy allows the iam:ListRoles action$/,
    )
  })

  test('are of one session: the next one from there has its own', async () => {
    const next = await world.makeRole(trust(account), { permissions: all })
    const first = await world.makeRole(trust(account), { permissions: all })
    const narrow = { Policy: policy(allow('sts:AssumeRole')) }
    const credentials = await assume(world.server, world.users.ann, first, narrow)
    expect(await world.listRoles(credentials)).toMatch(/^AccessDenied/)
    expect(await world.listRoles(await assume(world.server, credentials, next))).toBe('ok')
  })

  let policies = 0
  async function makePolicy(...statements: object[]) {
    policies += 1
    const input = { PolicyName: `session-${policies}`, PolicyDocument: policy(...statements) }
    return (await world.admin().send(new CreatePolicyCommand(input))).Policy ?? {}
  }
})
