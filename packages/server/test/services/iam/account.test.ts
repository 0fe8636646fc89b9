import { SummaryKeyType } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, send, steps } from './iam-steps.ts'

const account = '111122223333'
const arn = (resource: string) => `arn:aws:iam::${account}:${resource}`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const malformed =
  "1 validation error detected: Value at 'accountAlias' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]"
const listed = (...AccountAliases: string[]): Step => ({
  call: 'ListAccountAliases',
  shows: AccountAliases.join(' ') || 'none',
  output: { AccountAliases, IsTruncated: false },
})

const aliases: readonly Step[] = [
  listed(),
  { call: 'CreateAccountAlias', input: { AccountAlias: 'shop' }, output: {} },
  {
    call: 'CreateAccountAlias',
    input: { AccountAlias: 'shop' },
    fault: ['EntityAlreadyExists', 409, 'The account alias shop already exists.'],
  },
  {
    call: 'CreateAccountAlias',
    shows: 'another takes its place',
    input: { AccountAlias: 'shop-2' },
    output: {},
  },
  listed('shop-2'),
  ...['Shop', '-shop', 'shop-', 'sh--op', 'sh_op'].map(
    (AccountAlias): Step => ({
      call: 'CreateAccountAlias',
      shows: AccountAlias,
      input: { AccountAlias },
      fault: ['ValidationError', 400, malformed],
    }),
  ),
  {
    call: 'DeleteAccountAlias',
    input: { AccountAlias: 'shop' },
    fault: ['NoSuchEntity', 404, 'The account alias shop cannot be found.'],
  },
  { call: 'DeleteAccountAlias', input: { AccountAlias: 'shop-2' }, output: {} },
  listed(),
]

describe('aliases of the account', () => steps(() => server, aliases))

describe('the summary of the account', () => {
  const summary = async () =>
    (await send(server, { call: 'GetAccountSummary' })).output?.['SummaryMap'] as Record<string, number>

  test('has every number that AWS has', async () => {
    expect(Object.keys(await summary()).sort()).toEqual(Object.values(SummaryKeyType).sort())
  })

  test('counts what is there', async () => {
    const before = await summary()
    for (const [call, input] of [
      ['CreateUser', { UserName: 'counted' }],
      ['CreateGroup', { GroupName: 'counted' }],
      ['CreateRole', { RoleName: 'counted', AssumeRolePolicyDocument: documents.trustEc2 }],
      ['CreatePolicy', { PolicyName: 'counted', PolicyDocument: documents.readBucket }],
      ['CreatePolicyVersion', { PolicyArn: arn('policy/counted'), PolicyDocument: documents.listBucket }],
      ['CreateInstanceProfile', { InstanceProfileName: 'counted' }],
      ['CreateOpenIDConnectProvider', { Url: 'https://counted.example' }],
      ['SetSecurityTokenServicePreferences', { GlobalEndpointTokenVersion: 'v2Token' }],
    ] as const) {
      expect((await send(server, { call, input })).fault).toBeUndefined()
    }
    const one = ['Users', 'Groups', 'Roles', 'Policies', 'InstanceProfiles', 'Providers']
    expect(await summary()).toEqual({
      ...before,
      ...Object.fromEntries(one.map((key) => [key, (before[key] ?? 0) + 1])),
      PolicyVersionsInUse: (before['PolicyVersionsInUse'] ?? 0) + 2,
      GlobalEndpointTokenVersion: 2,
    })
    expect(before).toMatchObject({
      AccessKeysPerUserQuota: 2,
      AssumeRolePolicySizeQuota: 2048,
      GlobalEndpointTokenVersion: 1,
      GroupPolicySizeQuota: 5120,
      PolicySizeQuota: 6144,
      RolePolicySizeQuota: 10_240,
      UserPolicySizeQuota: 2048,
      UsersQuota: 5000,
    })
  })

  test('a version of tokens that is none is refused', async () => {
    const input = { GlobalEndpointTokenVersion: 'v3Token' }
    const { fault } = await send(server, { call: 'SetSecurityTokenServicePreferences', input })
    expect(fault).toEqual(['ValidationError', 400, expect.stringContaining("'globalEndpointTokenVersion'")])
  })
})
