import { afterAll, beforeAll, describe } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { documents } from './documents.ts'
import { type Step, steps } from './iam-steps.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

/** Who holds policies: how one is made and named, and how long its inline policies may be together. */
const kinds = [
  { kind: 'Role', input: { AssumeRolePolicyDocument: documents.trustEc2 }, most: 10_240 },
  { kind: 'User', input: {}, most: 2048 },
  { kind: 'Group', input: {}, most: 5120 },
] as const
const name = 'reader'
const encoded =
  '%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AListBucket%22%2C%22Resource%22%3A%22%2A%22%7D%7D'

for (const { kind, input, most } of kinds) {
  const member = `${kind}Name`
  const named = { [member]: name }
  const word = kind.toLowerCase()
  const noSuchPolicy = (policy: string) =>
    ['NoSuchEntity', 404, `The ${word} policy with name ${policy} cannot be found.`] as const
  const large = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::shop/${'x'.repeat(most / 2)}` },
    ],
  })

  const life: readonly Step[] = [
    { call: `Create${kind}`, input: { ...named, ...input } },
    {
      call: `List${kind}Policies`,
      shows: 'none',
      input: named,
      output: { PolicyNames: [], IsTruncated: false },
    },
    {
      call: `Put${kind}Policy`,
      input: { ...named, PolicyName: 'list', PolicyDocument: documents.listBucket },
      output: {},
    },
    {
      call: `Get${kind}Policy`,
      shows: 'the document as it was given, percent-encoded',
      input: { [member]: 'READER', PolicyName: 'list' },
      output: { ...named, PolicyName: 'list', PolicyDocument: encoded },
    },
    {
      call: `Put${kind}Policy`,
      input: { ...named, PolicyName: 'a', PolicyDocument: documents.readBucket },
      output: {},
    },
    {
      call: `Put${kind}Policy`,
      shows: 'replaces',
      input: { ...named, PolicyName: 'a', PolicyDocument: documents.listBucket },
    },
    {
      call: `Get${kind}Policy`,
      shows: 'the one put last',
      input: { ...named, PolicyName: 'a' },
      output: { ...named, PolicyName: 'a', PolicyDocument: encoded },
    },
    {
      call: `List${kind}Policies`,
      input: named,
      output: { PolicyNames: ['a', 'list'], IsTruncated: false },
    },
    {
      call: `Delete${kind}`,
      input: named,
      fault: ['DeleteConflict', 409, 'Cannot delete entity, must delete policies first.'],
    },
    { call: `Delete${kind}Policy`, input: { ...named, PolicyName: 'a' }, output: {} },
    { call: `Delete${kind}Policy`, input: { ...named, PolicyName: 'a' }, fault: noSuchPolicy('a') },
    { call: `Get${kind}Policy`, input: { ...named, PolicyName: 'a' }, fault: noSuchPolicy('a') },
  ]

  /** Names that every object of the language has. */
  const namedLikeMembers: readonly Step[] = ['constructor', '__proto__'].flatMap((PolicyName): Step[] => [
    { call: `Get${kind}Policy`, input: { ...named, PolicyName }, fault: noSuchPolicy(PolicyName) },
    { call: `Delete${kind}Policy`, input: { ...named, PolicyName }, fault: noSuchPolicy(PolicyName) },
    {
      call: `Put${kind}Policy`,
      input: { ...named, PolicyName, PolicyDocument: documents.listBucket },
      output: {},
    },
    {
      call: `Get${kind}Policy`,
      input: { ...named, PolicyName },
      output: { ...named, PolicyName, PolicyDocument: encoded },
    },
    { call: `Delete${kind}Policy`, input: { ...named, PolicyName }, output: {} },
  ])

  const refused: readonly Step[] = [
    {
      call: `Put${kind}Policy`,
      input: { ...named, PolicyName: 'p', PolicyDocument: '{' },
      fault: ['MalformedPolicyDocument', 400, 'Syntax errors in policy.'],
    },
    {
      call: `Put${kind}Policy`,
      shows: 'a large one',
      input: { ...named, PolicyName: 'large', PolicyDocument: large },
    },
    {
      call: `Put${kind}Policy`,
      shows: 'not two large ones',
      input: { ...named, PolicyName: 'larger', PolicyDocument: large },
      fault: ['LimitExceeded', 409, `Maximum policy size of ${most} bytes exceeded for ${word} reader`],
    },
    {
      call: `List${kind}Policies`,
      shows: 'nothing of what was refused',
      input: named,
      output: { PolicyNames: ['large', 'list'], IsTruncated: false },
    },
  ]

  describe(`inline policies of a ${word}`, () => steps(() => server, life))
  describe(`policies of a ${word} named like members of an object`, () =>
    steps(() => server, namedLikeMembers))
  describe(`policies of a ${word} that are refused`, () => steps(() => server, refused))
}
