import { DescribeClusterCommand, EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import * as organizations from '@aws-sdk/client-organizations'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../src/services/services.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { putIssuer, register } from './eks/connected-cluster-calls.ts'
import { otherAccount } from './eks/other-account.ts'
import { sendSample } from './send-sample.ts'
import { account, policy, trust } from './sts/sts-calls.ts'

/*
 * The administrator of another account makes every call there is, about things of this account: samples name them by
 * their ARNs and names. Whatever becomes of each call, nothing of it is done here, and nothing of here is shown.
 */
let server: TestServer
let other: Credentials
let before: unknown

beforeAll(async () => {
  server = await startTestServer()
  const client = server.client(iam.IAMClient)
  const document = policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' })
  await client.send(
    new iam.CreateUserCommand({ UserName: 'sample', Tags: [{ Key: 'secret', Value: 'of-here' }] }),
  )
  await client.send(new iam.CreateGroupCommand({ GroupName: 'sample' }))
  await client.send(new iam.AddUserToGroupCommand({ GroupName: 'sample', UserName: 'sample' }))
  await client.send(new iam.CreatePolicyCommand({ PolicyName: 'sample', PolicyDocument: document }))
  await client.send(
    new iam.CreateRoleCommand({
      RoleName: 'sample',
      Description: 'of-here',
      AssumeRolePolicyDocument: trust(account),
    }),
  )
  await client.send(new iam.CreateInstanceProfileCommand({ InstanceProfileName: 'sample' }))
  await client.send(new iam.CreateOpenIDConnectProviderCommand({ Url: 'https://sample.example' }))
  await client.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'sample' }))
  await register(server, 'sample', { tags: { secret: 'of-here' } })
  await putIssuer(server, { name: 'sample', issuer: 'https://of-here.example' })
  other = (await otherAccount(server)).credentials
  before = await everything()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** All that there is of this account, but for when it was used last. */
async function everything(): Promise<unknown> {
  const client = server.client(iam.IAMClient)
  const details = await client.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }))
  const parts = [
    details.UserDetailList,
    details.GroupDetailList,
    details.Policies,
    details.RoleDetailList?.map(({ RoleLastUsed: _used, ...role }) => role),
    (await client.send(new iam.GetAccountSummaryCommand({}))).SummaryMap,
    (await client.send(new iam.ListOpenIDConnectProvidersCommand({}))).OpenIDConnectProviderList,
    (await client.send(new iam.ListVirtualMFADevicesCommand({}))).VirtualMFADevices,
    (await client.send(new iam.ListAccountAliasesCommand({}))).AccountAliases,
    (await server.client(EKSClient).send(new ListClustersCommand({ include: ['all'] }))).clusters,
    (await server.client(EKSClient).send(new DescribeClusterCommand({ name: 'sample' }))).cluster,
    (await server.client(organizations.OrganizationsClient).send(new organizations.ListRootsCommand({})))
      .Roots,
  ]
  return JSON.parse(JSON.stringify(parts))
}

describe('the administrator of another account', () => {
  for (const { model, operations } of services) {
    for (const operation of operations.values()) {
      if (operation.prove) continue
      test(`${model.name}:${operation.schema[2]}`, async () => {
        const came = await sendSample(server, model.name, operation, { credentials: other })
        expect(came[0]).not.toBe('InternalFailure')
        expect(JSON.stringify(came)).not.toContain('of-here')
      })
    }
  }

  test('has changed nothing here', async () => {
    expect(await everything()).toEqual(before)
  })
})
