import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testIdentityProvider } from '../../saml/test-identity-provider.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { authorization } from './authorization.data.ts'
import { documents } from './documents.ts'
import { send } from './iam-steps.ts'

const { account, conditions, operations, role, tags } = authorization
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`

let server: TestServer
let caller: Credentials

beforeAll(async () => {
  server = await startTestServer()
  await admin('CreateRole', { ...role, AssumeRolePolicyDocument: documents.trustEc2, Tags: tags })
  await admin('CreatePolicy', { PolicyName: 'p', PolicyDocument: documents.readBucket, Tags: tags })
  await admin('CreatePolicy', { PolicyName: 'q', PolicyDocument: documents.readBucket })
  await admin('CreateInstanceProfile', { InstanceProfileName: 'profile', Tags: tags })
  await admin('CreateOpenIDConnectProvider', { Url: 'https://p.example', Tags: tags })
  await admin('CreateSAMLProvider', {
    Name: 'corp',
    SAMLMetadataDocument: testIdentityProvider.metadata(),
    Tags: tags,
  })
  await admin('CreateRole', {
    RoleName: 'caller',
    AssumeRolePolicyDocument: documents.trust({ AWS: account }),
  })
  const client = server.client(STSClient)
  const { Credentials: given } = await client.send(
    new AssumeRoleCommand({ RoleArn: arn('role/caller'), RoleSessionName: 'test' }),
  )
  caller = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  }
})
afterAll(() => server.close())

const admin = async (call: string, input: object) => {
  const { fault } = await send(server, { call, input: input as Record<string, unknown> })
  expect(fault).toBeUndefined()
}

const denied = (
  call: string,
  resource: string,
  because = `because no identity-based policy allows the iam:${call} action`,
) => [
  'AccessDenied',
  403,
  `User: arn:aws:sts::${account}:assumed-role/caller/test is not authorized to perform: iam:${call} on resource: ${resource} ${because}`,
]

describe('a caller without permission is told no more than that', () => {
  for (const [call, input, resource] of operations) {
    test(call, async () => {
      expect((await send(server, { call, input }, caller)).fault).toEqual(denied(call, resource))
    })
  }

  for (const [call, input] of operations.filter(([, input]) => 'RoleName' in input)) {
    if (call === 'CreateRole') continue
    test(`${call} of a role that is not there`, async () => {
      const { fault } = await send(server, { call, input: { ...input, RoleName: 'nobody' } }, caller)
      expect(fault).toEqual(denied(call, 'role nobody'))
    })
  }
})

describe('what a policy of the caller can look at', () => {
  for (const row of conditions) {
    test(row.shows, async () => {
      const PolicyDocument = JSON.stringify({
        Version: '2012-10-17',
        Statement: [row.statement].flat().map((one) => ({ Effect: 'Allow', ...one })),
      })
      await admin('PutRolePolicy', { RoleName: 'caller', PolicyName: 'allow', PolicyDocument })
      for (const [call, input] of row.allowed) {
        expect((await send(server, { call, input }, caller)).fault, call).toBeUndefined()
      }
      for (const [call, input] of row.denied) {
        expect((await send(server, { call, input }, caller)).fault?.[0], call).toBe('AccessDenied')
      }
      await admin('DeleteRolePolicy', { RoleName: 'caller', PolicyName: 'allow' })
    })
  }
})
