import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { send } from './iam-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await send(server, {
    call: 'CreateRole',
    input: { RoleName: 'r', AssumeRolePolicyDocument: documents.trustEc2 },
  })
})
afterAll(() => server.close())

/** Texts that a caller may send for a resource of the given type, none of which names one. */
const hostile = (type: string) => [
  `arn:aws:iam::111122223333:${type}/a\u001fb`,
  `arn:aws:iam::1111\u001f2222:${type}/ab`,
  `arn:aws:iam::111122223333:${type}/__proto__`,
  `arn:aws:iam::111122223333:${type}/constructor`,
  `arn:aws:iam::111122223333:${type}/`,
  `arn:aws:iam::111122223333:${type}`,
  `arn:aws:iam:::${type}/name-of-something`,
  `arn:aws:iam::111122223333:${type}/*`,
  `arn:aws:iam::111122223333:${type}/${'../'.repeat(20)}r`,
  `arn:aws:iam::111122223333:${type}/${'x'.repeat(2000)}`,
  `arn:aws:iam::111122223333:${type}/\u{1f600}`,
  'arn::::::::::::::::::::::::',
  ':'.repeat(40),
]

const calls = [
  ['policy', 'GetPolicy', 'PolicyArn', {}],
  ['policy', 'DeletePolicy', 'PolicyArn', {}],
  ['policy', 'GetPolicyVersion', 'PolicyArn', { VersionId: 'v1' }],
  ['policy', 'CreatePolicyVersion', 'PolicyArn', { PolicyDocument: documents.readBucket }],
  ['policy', 'ListEntitiesForPolicy', 'PolicyArn', {}],
  ['policy', 'AttachRolePolicy', 'PolicyArn', { RoleName: 'r' }],
  ['policy', 'DetachRolePolicy', 'PolicyArn', { RoleName: 'r' }],
  ['policy', 'PutRolePermissionsBoundary', 'PermissionsBoundary', { RoleName: 'r' }],
  ['oidc-provider', 'GetOpenIDConnectProvider', 'OpenIDConnectProviderArn', {}],
  ['oidc-provider', 'DeleteOpenIDConnectProvider', 'OpenIDConnectProviderArn', {}],
  ['oidc-provider', 'AddClientIDToOpenIDConnectProvider', 'OpenIDConnectProviderArn', { ClientID: 'c' }],
] as const

for (const [type, call, member, rest] of calls) {
  test(`${call} with an ARN that names nothing`, async () => {
    for (const arn of hostile(type)) {
      const { fault } = await send(server, { call, input: { ...rest, [member]: arn } })
      expect([400, 403, 404], `${JSON.stringify(arn)}: ${fault}`).toContain(fault?.[1])
    }
    expect(server.errors).toEqual([])
  })
}

test('a trust policy that names nobody', async () => {
  for (const arn of [...hostile('role'), ...hostile('user')]) {
    const document = documents.trust({ AWS: arn })
    const { fault } = await send(server, {
      call: 'UpdateAssumeRolePolicy',
      input: { RoleName: 'r', PolicyDocument: document },
    })
    expect([400, 409], `${JSON.stringify(arn)}: ${fault}`).toContain(fault?.[1])
  }
  expect(server.errors).toEqual([])
})
