import {
  AccessAnalyzerClient,
  paginateValidatePolicy,
  ValidatePolicyCommand,
  type ValidatePolicyCommandInput,
  type ValidatePolicyFinding,
} from '@aws-sdk/client-accessanalyzer'
import { formatPageToken } from '@rolecall/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { outcome } from '../sts/sts-calls.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const client = () => server.client(AccessAnalyzerClient)
const validate = (input: Partial<ValidatePolicyCommandInput>) =>
  client().send(
    new ValidatePolicyCommand({ policyType: 'IDENTITY_POLICY', policyDocument: undefined, ...input }),
  )
const write = (Statement: unknown, more: object = { Version: '2012-10-17' }) =>
  JSON.stringify({ ...more, Statement }, undefined, 2)
const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::reports/*' }

async function findings(policyDocument: string, more: Partial<ValidatePolicyCommandInput> = {}) {
  return (await validate({ policyDocument, ...more })).findings ?? []
}
const codes = (found: readonly ValidatePolicyFinding[]) => found.map(({ issueCode }) => issueCode)

describe('a finding', () => {
  test('says what, how grave, where, and where to read on', async () => {
    const policyDocument = write([allow, { ...allow, Action: ['s3:GetObject', 's3:GetObjects'] }])
    const start = policyDocument.indexOf('"s3:GetObjects"')
    const lines = policyDocument.slice(0, start).split('\n')
    const [line, column] = [lines.length, lines.at(-1)!.length]
    expect(await findings(policyDocument)).toEqual([
      {
        findingType: 'ERROR',
        issueCode: 'INVALID_ACTION',
        findingDetails: 's3 has no action "getobjects".',
        learnMoreLink:
          'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-error-invalid-action',
        locations: [
          {
            path: [{ value: 'Statement' }, { index: 1 }, { value: 'Action' }, { index: 1 }],
            span: {
              start: { line, column, offset: start },
              end: { line, column: column + 15, offset: start + 15 },
            },
          },
        ],
      },
    ])
  })

  test('about a name of the JSON is at a key', async () => {
    const policyDocument = `{"Version": "2012-10-17",\r\n "Statement": ${JSON.stringify({ ...allow, Sidd: 'x' }).replace('"Sidd":', '"Sidd" \n:')}}`
    const [finding] = await findings(policyDocument)
    const start = policyDocument.indexOf('"Sidd"')
    expect(finding).toMatchObject({ issueCode: 'INVALID_POLICY_ELEMENT' })
    expect(finding?.locations?.[0]).toEqual({
      path: [{ value: 'Statement' }, { key: 'Sidd' }],
      span: {
        start: { line: 2, column: start - policyDocument.indexOf('\n') - 1, offset: start },
        end: { line: 2, column: start + 6 - policyDocument.indexOf('\n') - 1, offset: start + 6 },
      },
    })
  })

  test.each([
    ['ERROR', 'MISSING_EFFECT', { Action: 's3:*', Resource: '*' }, 'error-missing-effect'],
    [
      'SECURITY_WARNING',
      'PASS_ROLE_WITH_STAR_IN_RESOURCE',
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' },
      'security-warning-pass-role-with-star-in-resource',
    ],
    ['SUGGESTION', 'EMPTY_SID_VALUE', { Sid: '', ...allow }, 'suggestion-empty-sid-value'],
    [
      'WARNING',
      'CREATE_SLR_WITH_STAR_IN_RESOURCE',
      { Effect: 'Allow', Action: 'iam:CreateServiceLinkedRole', Resource: '*' },
      'general-warning-create-slr-with-star-in-resource',
    ],
  ])('of type %s: %s', async (findingType, issueCode, statement, anchor) => {
    const found = (await findings(write(statement))).find((one) => one.issueCode === issueCode)
    expect(found).toMatchObject({ findingType })
    expect(found?.learnMoreLink).toMatch(new RegExp(`#access-analyzer-reference-policy-checks-${anchor}$`))
  })

  test('is in English whatever locale is asked for', async () => {
    const document = write(allow, {})
    expect(await findings(document, { locale: 'JA' })).toEqual(await findings(document, { locale: 'EN' }))
  })
})

describe('a policy', () => {
  const trusting = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }
  const bucket = { ...allow, Principal: { AWS: '111122223333' } }

  test.each<[string, object, Partial<ValidatePolicyCommandInput>, string[]]>([
    ['of an identity', allow, {}, []],
    ['of an identity with a principal', bucket, {}, ['UNSUPPORTED_PRINCIPAL']],
    ['of a resource', bucket, { policyType: 'RESOURCE_POLICY' }, []],
    ['of a resource without principal', allow, { policyType: 'RESOURCE_POLICY' }, ['MISSING_PRINCIPAL']],
    [
      'of a bucket about a queue',
      { ...bucket, Action: 'sqs:SendMessage', Resource: 'arn:aws:sqs:us-east-1:111122223333:q' },
      { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::S3::Bucket' },
      ['UNSUPPORTED_RESOURCE_ARN_IN_POLICY'],
    ],
    [
      'of a role',
      trusting,
      { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' },
      [],
    ],
    [
      'of a role with a resource',
      { ...trusting, Resource: '*' },
      { policyType: 'RESOURCE_POLICY', validatePolicyResourceType: 'AWS::IAM::AssumeRolePolicyDocument' },
      ['ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE'],
    ],
    ['of an organization', allow, { policyType: 'SERVICE_CONTROL_POLICY' }, []],
    [
      'of an organization with a principal',
      bucket,
      { policyType: 'SERVICE_CONTROL_POLICY' },
      ['SCP_SYNTAX_ERROR_PRINCIPAL'],
    ],
    [
      'of resources of an organization',
      { ...bucket, Effect: 'Deny', Principal: '*' },
      { policyType: 'RESOURCE_CONTROL_POLICY' },
      [],
    ],
    [
      'of resources of an organization without principal',
      { ...allow, Effect: 'Deny' },
      { policyType: 'RESOURCE_CONTROL_POLICY' },
      ['MISSING_PRINCIPAL'],
    ],
  ])('%s', async (_name, statement, more, expected) => {
    const found = codes(await findings(write(statement), more))
    expect(found).toEqual(expect.arrayContaining(expected))
    if (expected.length === 0) expect(found).toEqual([])
  })

  test.each([
    ['nothing', ''],
    ['no JSON', '{"Version": '],
    ['brackets', '['.repeat(200_000)],
    ['more than is read', ' '.repeat(300_000)],
  ])('that is %s has a finding', async (_name, policyDocument) => {
    const found = await findings(policyDocument)
    expect(found).toMatchObject([{ findingType: 'ERROR' }])
  })

  test('with __proto__ for a name is like any other', async () => {
    const [, found] = await findings(`{"__proto__": 1, "Statement": ${JSON.stringify(allow)}}`)
    expect(found?.locations?.[0]?.path).toEqual([{ key: '__proto__' }])
  })

  test('with more findings than anybody reads has a thousand, in pages of any size', async () => {
    const policyDocument = write(Array.from({ length: 1200 }, () => ({ ...allow, Action: 's3:Nope' })))
    const sizes: number[] = []
    const all: ValidatePolicyFinding[] = []
    const input = { policyDocument, policyType: 'IDENTITY_POLICY' as const, maxResults: 300 }
    for await (const page of paginateValidatePolicy({ client: client() }, input)) {
      sizes.push(page.findings?.length ?? 0)
      all.push(...(page.findings ?? []))
    }
    expect(sizes).toEqual([300, 300, 300, 100])
    const whole = await validate({ policyDocument, maxResults: 5000 })
    expect(whole.nextToken).toBeUndefined()
    expect(all).toEqual(whole.findings)
    expect((await validate({ policyDocument })).findings).toHaveLength(100)
  })

  test('may end before the page that is asked for', async () => {
    const { findings: found, nextToken } = await validate({
      policyDocument: write(allow),
      nextToken: formatPageToken('100'),
    })
    expect([found, nextToken]).toEqual([[], undefined])
  })
})

describe('is refused', () => {
  test.each<[string, object, string, RegExp]>([
    ['no document', { policyDocument: undefined }, 'policyDocument', /Member must not be null$/],
    ['no type', { policyType: undefined }, 'policyType', /Member must not be null$/],
    ['a type that is none', { policyType: "x' at 'y" }, 'policyType', /enum value set: \[IDENTITY_POLICY/],
    ['a locale that is none', { locale: 'XX' }, 'locale', /enum value set/],
    ['no results', { maxResults: 0 }, 'maxResults', /greater than or equal to 1$/],
    ['a token that is none', { nextToken: 'x!' }, 'nextToken', /^Invalid nextToken\.$/],
    ['an empty position', { nextToken: formatPageToken('') }, 'nextToken', /^Invalid nextToken\.$/],
    ['a position before all', { nextToken: formatPageToken('-1') }, 'nextToken', /^Invalid nextToken\.$/],
    [
      'a resource that is none',
      { validatePolicyResourceType: 'AWS::X' },
      'validatePolicyResourceType',
      /enum/,
    ],
    [
      'what an identity is attached to',
      { validatePolicyResourceType: 'AWS::S3::Bucket' },
      'validatePolicyResourceType',
      /is for policies of type RESOURCE_POLICY\.$/,
    ],
  ])('%s', async (_name, more, field, text) => {
    const refused = await validate({ policyDocument: write(allow), ...more }).catch((error) => error)
    expect(refused).toMatchObject({
      name: 'ValidationException',
      message: expect.stringMatching(text),
      reason: 'fieldValidationFailed',
      fieldList: [{ name: field, message: expect.stringMatching(text) }],
      $metadata: { httpStatusCode: 400 },
    })
  })

  test('a text with half a pair', async () => {
    expect(await outcome(validate({ policyDocument: '"\ud800"' }))).toBe(
      'SerializationException: A string is not valid Unicode',
    )
  })

  test('a body that is longer than any call needs', async () => {
    expect(await outcome(validate({ policyDocument: ' '.repeat(600_000) }))).toBe(
      'RequestEntityTooLarge: The request body is longer than 524288 bytes.',
    )
  })
})
