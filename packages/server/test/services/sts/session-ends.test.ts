import { PutRolePolicyCommand } from '@aws-sdk/client-iam'
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

describe('sessions end', () => {
  test('by their time', async () => {
    const role = await world.makeRole(trust(account), { permissions: [allow('*')] })
    const answer = await assumeRole(world.server, world.users.ann, {
      RoleArn: roleArn(role),
      DurationSeconds: 900,
    })
    const expires = answer.Credentials?.Expiration?.getTime() ?? 0
    const session = await assume(world.server, world.users.ann, role, { DurationSeconds: 900 })
    expect(expires - world.server.now()).toBeLessThanOrEqual(900_000)
    expect(await world.listRoles(session)).toBe('ok')
    world.server.advance(901_000)
    expect(await world.listRoles(session)).toBe(
      'ExpiredToken: The security token included in the request is expired',
    )
  })

  test('by a denial of what was issued before a time, as the console revokes them', async () => {
    const role = await world.makeRole(trust(account), { permissions: [allow('*')] })
    const before = await assume(world.server, world.users.ann, role)
    world.server.advance(2000)
    const revoked = new Date(world.server.now()).toISOString()
    const revocation = deny('*', { Condition: { DateLessThan: { 'aws:TokenIssueTime': revoked } } })
    const put = { RoleName: role, PolicyName: 'AWSRevokeOlderSessions', PolicyDocument: policy(revocation) }
    await world.admin().send(new PutRolePolicyCommand(put))
    world.server.advance(2000)
    const after = await assume(world.server, world.users.ann, role)
    expect(await world.listRoles(before)).toMatch(/with an explicit deny in an identity-based policy$/)
    expect(await world.listRoles(after)).toBe('ok')
  })
})
