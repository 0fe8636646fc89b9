import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { generateSigningKey, jwksDocument } from '@rolecall/tokens'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, trust } from '../sts/sts-calls.ts'
import { putIssuer, register } from './connected-cluster-calls.ts'

const issuer = 'https://token.platform.example'
let server: TestServer
let keys: string

beforeAll(async () => {
  server = await startTestServer()
  for (const name of ['mine', 'other']) await register(server, name)
  await server.client(IAMClient).send(new CreateOpenIDConnectProviderCommand({ Url: issuer }))
  keys = JSON.stringify(jwksDocument([await generateSigningKey('ES256')]))
})
afterAll(() => server.close())

async function callerWith(name: string, ...actions: readonly string[]): Promise<Credentials> {
  const client = server.client(IAMClient)
  await client.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust(account) }))
  const PolicyDocument = policy({ Effect: 'Allow', Action: actions, Resource: '*' })
  await client.send(new PutRolePolicyCommand({ RoleName: name, PolicyName: 'this', PolicyDocument }))
  return assume(server, server.credentials, name)
}

test('an issuer that roles trust already is claimed only by who may say what its provider believes', async () => {
  const one = await callerWith('one', 'rolecall:PutClusterIssuer')
  expect(await outcome(putIssuer(server, { credentials: one, name: 'mine', issuer, keys }))).toMatch(
    /not authorized to perform: iam:UpdateOpenIDConnectProviderThumbprint on resource: .*oidc-provider\/token\.platform\.example/,
  )
  // An issuer that nobody trusts yet is free.
  const free = putIssuer(server, { credentials: one, name: 'other', issuer: 'https://free.example', keys })
  expect(await outcome(free)).toBe('ok')
  const both = await callerWith(
    'both',
    'rolecall:PutClusterIssuer',
    'iam:UpdateOpenIDConnectProviderThumbprint',
  )
  expect(await outcome(putIssuer(server, { credentials: both, name: 'mine', issuer, keys }))).toBe('ok')
  // Once it is the cluster's, new keys of it are the cluster's business.
  expect(await outcome(putIssuer(server, { credentials: one, name: 'mine', issuer, keys }))).toBe('ok')
})
