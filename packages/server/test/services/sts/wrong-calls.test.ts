import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam'
import * as sts from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { wrongCalls } from '../wrong-calls.ts'
import { account, assume, policy, trust } from './sts-calls.ts'
import { wrongStsCalls } from './wrong-calls.data.ts'

let server: TestServer
let callers: Record<string, Credentials>

const everything = policy({ Effect: 'Allow', Action: '*', Resource: '*' })

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  callers = { ...(await seedUsers(folder, [{ name: 'nobody' }])) }
  server = await startTestServer({ folder })
  const iam = server.client(IAMClient)
  const roles = {
    worker: { AssumeRolePolicyDocument: trust(account) },
    longer: { AssumeRolePolicyDocument: trust(account), MaxSessionDuration: 43_200 },
    guarded: { AssumeRolePolicyDocument: trust(`arn:aws:iam::${account}:user/nobody`) },
  }
  for (const [RoleName, more] of Object.entries(roles)) {
    await iam.send(new CreateRoleCommand({ RoleName, ...more }))
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument: everything }))
  }
  const client = server.client(sts.STSClient)
  const user = await client.send(new sts.GetSessionTokenCommand({}))
  const federated = await client.send(new sts.GetFederationTokenCommand({ Name: 'Bob', Policy: everything }))
  callers['worker'] = await assume(server, server.credentials, 'worker')
  callers['transitive'] = await assume(server, server.credentials, 'worker', {
    Tags: [{ Key: 'team', Value: 'red' }],
    TransitiveTagKeys: ['team'],
  })
  callers['of a user'] = credentials(user.Credentials)
  callers['federated'] = credentials(federated.Credentials)
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

function credentials(made: sts.Credentials | undefined): Credentials {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

wrongCalls({ server: () => server, module: sts, client: 'STSClient', callers: () => callers }, wrongStsCalls)

test('every row says where its text is from, and none is there twice', () => {
  expect(wrongStsCalls.length).toBeGreaterThanOrEqual(70)
  expect(wrongStsCalls.filter(({ source }) => source === '')).toEqual([])
  const calls = wrongStsCalls.map(({ caller, call, input }) => JSON.stringify([caller, call, input]))
  expect(new Set(calls).size).toBe(calls.length)
})
