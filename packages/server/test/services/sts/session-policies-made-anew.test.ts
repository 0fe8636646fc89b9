import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  IAMClient,
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, trust } from './sts-calls.ts'

const arn = `arn:aws:iam::${account}:policy/cut`
const allow = (Action: string) => policy({ Effect: 'Allow', Action, Resource: '*' })

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

test('a session gets nothing from a policy that was made anew under the name of the one it was cut by', async () => {
  const make = (PolicyDocument: string) =>
    iam.send(new CreatePolicyCommand({ PolicyName: 'cut', PolicyDocument }))
  const iam = server.client(IAMClient)
  await iam.send(new CreateRoleCommand({ RoleName: 'all', AssumeRolePolicyDocument: trust(account) }))
  const all = { RoleName: 'all', PolicyName: 'all', PolicyDocument: allow('*') }
  await iam.send(new PutRolePolicyCommand(all))
  await make(allow('iam:ListUsers'))
  const credentials = await assume(server, server.credentials, 'all', { PolicyArns: [{ arn }] })
  const session = server.client(IAMClient, { credentials })
  expect(await outcome(session.send(new ListUsersCommand({})))).toBe('ok')

  await iam.send(new DeletePolicyCommand({ PolicyArn: arn }))
  server.advance(1000)
  await make(allow('*'))
  const cut = / because no session policy allows the iam:List(Users|Roles) action$/
  expect(await outcome(session.send(new ListUsersCommand({})))).toMatch(cut)
  expect(await outcome(session.send(new ListRolesCommand({})))).toMatch(cut)
})
