import * as eks from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import { NormalizedSchema } from '@smithy/core/schema'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../../src/services/services.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { policy, trust } from '../sts/sts-calls.ts'
import { enter, makeAccount } from './make-organization.ts'
import { answered as organizationsAnswered } from './organizations-steps.ts'

let server: TestServer
const accounts: Record<'red' | 'blue', { id: string; credentials: Credentials }> = {
  red: { id: '', credentials: { accessKeyId: '', secretAccessKey: '' } },
  blue: { id: '', credentials: { accessKeyId: '', secretAccessKey: '' } },
}

beforeAll(async () => {
  server = await startTestServer()
  await organizationsAnswered(server, 'CreateOrganization')
  for (const name of ['red', 'blue'] as const) {
    const id = await makeAccount(server, name)
    accounts[name] = { id, credentials: await enter(server, id) }
  }
  const { id, credentials } = accounts.red
  const as = server.client(iam.IAMClient, { credentials })
  const PolicyDocument = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })
  await as.send(new iam.CreateRoleCommand({ RoleName: 'secret', AssumeRolePolicyDocument: trust(id) }))
  await as.send(new iam.PutRolePolicyCommand({ RoleName: 'secret', PolicyName: 'secret', PolicyDocument }))
  await as.send(new iam.CreateUserCommand({ UserName: 'secret' }))
  await as.send(new iam.CreateAccessKeyCommand({ UserName: 'secret' }))
  await as.send(new iam.PutUserPolicyCommand({ UserName: 'secret', PolicyName: 'secret', PolicyDocument }))
  await as.send(new iam.CreateGroupCommand({ GroupName: 'secret' }))
  await as.send(new iam.PutGroupPolicyCommand({ GroupName: 'secret', PolicyName: 'secret', PolicyDocument }))
  await as.send(new iam.AddUserToGroupCommand({ GroupName: 'secret', UserName: 'secret' }))
  await as.send(new iam.CreatePolicyCommand({ PolicyName: 'secret', PolicyDocument }))
  await as.send(new iam.CreateOpenIDConnectProviderCommand({ Url: 'https://secret.example' }))
  const cluster = { name: 'secret', roleArn: `arn:aws:iam::${id}:role/eks`, resourcesVpcConfig: {} }
  await server.client(eks.EKSClient, { credentials }).send(new eks.CreateClusterCommand(cluster))
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** Names of what the red account has, in every member that a reading operation may ask for. */
const named = (account: string): Record<string, unknown> => ({
  ClusterName: 'secret',
  GroupName: 'secret',
  OpenIDConnectProviderArn: `arn:aws:iam::${account}:oidc-provider/secret.example`,
  PolicyArn: `arn:aws:iam::${account}:policy/secret`,
  PolicyName: 'secret',
  RoleName: 'secret',
  UserName: 'secret',
  VersionId: 'v1',
  clusterName: 'secret',
  name: 'secret',
})

/** Every operation of IAM and EKS that this server has and that only reads. */
const reading = (['iam', 'eks'] as const).flatMap((name) => {
  const service = services.find(({ model }) => model.name === name)
  const leftOut = new Set(service?.leftOut.flatMap(([, ...schemas]) => schemas.map((schema) => schema[2])))
  return [...(service?.operations.values() ?? [])]
    .filter(({ schema, trail }) => trail.readOnly && !leftOut.has(schema[2]))
    .map(
      ({ schema }) =>
        [name, schema[2], Object.keys(NormalizedSchema.of(schema[4]).getMemberSchemas())] as const,
    )
})

async function ask(service: 'iam' | 'eks', call: string, members: readonly string[], as: Credentials) {
  const input = Object.fromEntries(
    Object.entries(named(accounts.red.id)).filter(([member]) => members.includes(member)),
  )
  const commands = (service === 'iam' ? iam : eks) as unknown as Readonly<
    Record<string, new (given: object) => iam.GetRoleCommand>
  >
  const Command = commands[`${call}Command`]
  if (!Command) throw new Error(`the client has no ${call}`)
  const type = (service === 'iam' ? iam.IAMClient : eks.EKSClient) as typeof iam.IAMClient
  try {
    const { $metadata: _metadata, ...output } = await server
      .client(type, { credentials: as })
      .send(new Command(input))
    return { input, text: JSON.stringify(output) }
  } catch (error) {
    const { Code, name, message } = error as Error & { Code?: string }
    return { input, code: Code ?? name, text: message }
  }
}

/** What must have shown the red account something of its own, for the refusals to mean anything. */
const shown = [
  ...['GetGroup', 'GetGroupPolicy', 'GetOpenIDConnectProvider', 'GetPolicy', 'GetPolicyVersion', 'GetRole'],
  ...['GetRolePolicy', 'GetUser', 'GetUserPolicy', 'ListAccessKeys', 'ListEntitiesForPolicy', 'ListGroups'],
  ...['ListGroupsForUser', 'ListOpenIDConnectProviders', 'ListPolicies', 'ListPolicyVersions', 'ListRoles'],
  ...['ListRolePolicies', 'ListUserPolicies', 'ListUsers', 'DescribeCluster', 'ListClusters'],
]

describe('one account sees nothing of another, whatever it reads', () => {
  const answered = new Set<string>()
  test.each(reading)('%s %s', async (service, call, members) => {
    const own = await ask(service, call, members, accounts.red.credentials)
    // Of what the red account does not have either, nothing is to be seen; all else it sees itself.
    if (own.code === undefined) answered.add(call)
    const foreign = await ask(service, call, members, accounts.blue.credentials)
    if (foreign.code !== undefined) {
      expect(['NoSuchEntity', 'ResourceNotFoundException', 'AccessDenied', own.code]).toContain(foreign.code)
      return
    }
    expect(foreign.text).not.toContain('secret')
    expect(foreign.text).not.toContain(accounts.red.id)
  })

  test('what the account has, it sees', () => expect([...answered]).toEqual(expect.arrayContaining(shown)))
})

test('what one account names may be named again in another', async () => {
  const { id, credentials } = accounts.blue
  const as = server.client(iam.IAMClient, { credentials })
  const made = await as.send(
    new iam.CreateRoleCommand({ RoleName: 'secret', AssumeRolePolicyDocument: trust(id) }),
  )
  expect(made.Role?.Arn).toBe(`arn:aws:iam::${id}:role/secret`)
  await as.send(new iam.DeleteRoleCommand({ RoleName: 'secret' }))
  const theirs = server.client(iam.IAMClient, { credentials: accounts.red.credentials })
  expect((await theirs.send(new iam.GetRoleCommand({ RoleName: 'secret' }))).Role?.RoleName).toBe('secret')
})
