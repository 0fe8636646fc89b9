import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { assumeRole, roleArn, trust } from './sts-calls.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
  const role = { RoleName: 'tagged', AssumeRolePolicyDocument: trust('111122223333') }
  await server.client(IAMClient).send(new CreateRoleCommand(role))
})
afterAll(() => server.close())

const tags = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => ({ Key: `key${at}`, Value: 'v'.repeat(length) }))

test('tags that make a session too large to be used are refused', async () => {
  const input = { RoleArn: roleArn('tagged'), Tags: tags(50, 256) }
  await expect(assumeRole(server, server.credentials, input)).rejects.toMatchObject({
    name: 'PackedPolicyTooLargeException',
  })
})

test('fifty short ones are not', async () => {
  const input = { RoleArn: roleArn('tagged'), Tags: tags(50, 20) }
  expect((await assumeRole(server, server.credentials, input)).Credentials).toBeDefined()
})

test.each(['/aws-service-role/eks.amazonaws.com/', '/aws-reserved/sso.amazonaws.com/'])(
  'nobody makes a role below %s',
  async (Path) => {
    const role = { RoleName: 'reserved', Path, AssumeRolePolicyDocument: trust('111122223333') }
    await expect(server.client(IAMClient).send(new CreateRoleCommand(role))).rejects.toMatchObject({
      name: 'InvalidInputException',
    })
  },
)
