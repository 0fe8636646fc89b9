import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const tags = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.map(([Key, Value]) => ({ Key, Value }))
const fifty = Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: '' }))

/** What can be tagged: how it is made and named, and whether its keys differ by case. */
const kinds = [
  {
    kind: 'Role',
    make: { call: 'CreateRole', input: { RoleName: 'tagged', AssumeRolePolicyDocument: documents.trustEc2 } },
    name: { RoleName: 'tagged' },
    caseless: true,
  },
  {
    kind: 'User',
    make: { call: 'CreateUser', input: { UserName: 'tagged' } },
    name: { UserName: 'tagged' },
    caseless: true,
  },
  {
    kind: 'Policy',
    make: { call: 'CreatePolicy', input: { PolicyName: 'tagged', PolicyDocument: documents.readBucket } },
    name: { PolicyArn: 'arn:aws:iam::111122223333:policy/tagged' },
    caseless: false,
  },
  {
    kind: 'InstanceProfile',
    make: { call: 'CreateInstanceProfile', input: { InstanceProfileName: 'tagged' } },
    name: { InstanceProfileName: 'tagged' },
    caseless: false,
  },
  {
    kind: 'OpenIDConnectProvider',
    make: { call: 'CreateOpenIDConnectProvider', input: { Url: 'https://tagged.example' } },
    name: { OpenIDConnectProviderArn: 'arn:aws:iam::111122223333:oidc-provider/tagged.example' },
    caseless: false,
  },
] as const

for (const { kind, make, name, caseless } of kinds) {
  const list = (shows: string, ...pairs: readonly (readonly [string, string])[]): Step => ({
    call: `List${kind}Tags`,
    shows,
    input: name,
    output: { Tags: tags(...pairs), IsTruncated: false },
  })
  const duplicate = caseless
    ? 'Duplicate tag keys found. Please note that Tag keys are case insensitive.'
    : 'Duplicate tag keys found.'

  const rows: readonly Step[] = [
    make,
    list('none'),
    { call: `Tag${kind}`, input: { ...name, Tags: tags(['team', 'shop'], ['cost', '1']) }, output: {} },
    list('sorted by key', ['cost', '1'], ['team', 'shop']),
    {
      call: `Tag${kind}`,
      shows: 'a value may be empty',
      input: { ...name, Tags: tags(['cost', '']) },
      output: {},
    },
    list('the changed value', ['cost', ''], ['team', 'shop']),
    {
      call: `Tag${kind}`,
      shows: 'another case',
      input: { ...name, Tags: tags(['Team', 'bank']) },
      output: {},
    },
    caseless
      ? list('the same key', ['Team', 'bank'], ['cost', ''])
      : list('another key', ['Team', 'bank'], ['cost', ''], ['team', 'shop']),
    {
      call: `Tag${kind}`,
      input: { ...name, Tags: tags(['a', '1'], ['a', '2']) },
      fault: ['InvalidInput', 400, duplicate],
    },
    {
      call: `Tag${kind}`,
      input: { ...name, Tags: tags(['AWS:created-by', 'me']) },
      fault: ['InvalidInput', 400, 'aws: prefixed tag key names are not allowed for external use.'],
    },
    { call: `Untag${kind}`, input: { ...name, TagKeys: ['team', 'nothing'] }, output: {} },
    caseless ? list('one left', ['cost', '']) : list('two left', ['Team', 'bank'], ['cost', '']),
    {
      call: `Tag${kind}`,
      shows: 'a name of every object',
      input: { ...name, Tags: tags(['__proto__', 'x']) },
      output: {},
    },
    { call: `Untag${kind}`, input: { ...name, TagKeys: ['Team', 'cost'] }, output: {} },
    list('it is a key like others', ['__proto__', 'x']),
    { call: `Untag${kind}`, shows: 'that too', input: { ...name, TagKeys: ['__proto__'] }, output: {} },
    list('none again'),
    { call: `Tag${kind}`, shows: '50', input: { ...name, Tags: fifty }, output: {} },
    {
      call: `Tag${kind}`,
      input: { ...name, Tags: tags(['one-more', '']) },
      fault: ['LimitExceeded', 409, 'The number of tags has reached the maximum limit.'],
    },
    {
      call: `Tag${kind}`,
      shows: 'one that is there',
      input: { ...name, Tags: tags(['k1', 'x']) },
      output: {},
    },
  ]
  describe(`tags of a ${kind}`, () => steps(() => server, rows))
}

describe('tags given when something is made', () => {
  steps(
    () => server,
    [
      {
        call: 'CreateRole',
        input: {
          RoleName: 'twice',
          AssumeRolePolicyDocument: documents.trustEc2,
          Tags: tags(['a', '1'], ['A', '2']),
        },
        fault: [
          'InvalidInput',
          400,
          'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
        ],
      },
      {
        call: 'CreatePolicy',
        shows: 'keys of two cases, in the order given',
        input: {
          PolicyName: 'two',
          PolicyDocument: documents.readBucket,
          Tags: tags(['a', '1'], ['A', '2']),
        },
      },
      {
        call: 'ListPolicyTags',
        input: { PolicyArn: 'arn:aws:iam::111122223333:policy/two' },
        output: { Tags: tags(['A', '2'], ['a', '1']), IsTruncated: false },
      },
    ],
  )
})
