import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { send } from './iam-steps.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const call = async (name: string, input: Record<string, unknown>) => {
  const { output, fault } = await send(server, { call: name, input })
  expect(fault).toBeUndefined()
  return output as Record<string, Record<string, string>>
}
const principal = (document: string) => JSON.parse(decodeURIComponent(document)).Statement[0].Principal
const trusting = (AWS: unknown) => documents.trust({ AWS })

/** What every operation that tells a trust policy tells of this role's. */
async function told(RoleName: string): Promise<unknown[]> {
  const { Role } = await call('GetRole', { RoleName })
  const { Roles } = await call('ListRoles', {})
  const details = await call('GetAccountAuthorizationDetails', { Filter: ['Role'] })
  const named = (list: unknown) =>
    (list as Record<string, string>[]).find((role) => role['RoleName'] === RoleName)
  return [Role, named(Roles), named(details['RoleDetailList'])].map((role) =>
    principal(role?.['AssumeRolePolicyDocument'] ?? ''),
  )
}

test('a role or user that was deleted stands by its unique id, also when another has its name', async () => {
  const { Role } = await call('CreateRole', {
    RoleName: 'friend',
    AssumeRolePolicyDocument: documents.trustEc2,
  })
  const { User } = await call('CreateUser', { UserName: 'ann' })
  const names = [arn('role/friend'), arn('user/ann'), arn('root')]
  await call('CreateRole', { RoleName: 'door', AssumeRolePolicyDocument: trusting(names) })
  for (const one of await told('door')) expect(one).toEqual({ AWS: names })

  await call('DeleteRole', { RoleName: 'friend' })
  await call('DeleteUser', { UserName: 'ann' })
  const ids = [Role?.['RoleId'], User?.['UserId'], arn('root')]
  for (const one of await told('door')) expect(one).toEqual({ AWS: ids })

  await call('CreateRole', { RoleName: 'friend', AssumeRolePolicyDocument: documents.trustEc2 })
  await call('CreateUser', { UserName: 'ann' })
  for (const one of await told('door')) expect(one).toEqual({ AWS: ids })

  await call('UpdateAssumeRolePolicy', { RoleName: 'door', PolicyDocument: trusting(names) })
  for (const one of await told('door')) expect(one).toEqual({ AWS: names })
})

test('a user who has another name stands by that', async () => {
  await call('CreateUser', { UserName: 'bob' })
  await call('CreateRole', { RoleName: 'gate', AssumeRolePolicyDocument: trusting(arn('user/bob')) })
  await call('UpdateUser', { UserName: 'bob', NewUserName: 'rob', NewPath: '/team/' })
  for (const one of await told('gate')) expect(one).toEqual({ AWS: arn('user/team/rob') })
})
