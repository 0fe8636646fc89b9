import { CreateOpenIDConnectProviderCommand, CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import {
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { badTokenRows } from '../../../../tokens/test/bad-tokens.data.ts'
import { badTokens } from '../../../../tokens/test/bad-tokens.ts'
import { goodClaims, startTestIssuer, type TestIssuer, testAudience } from '../../start-test-issuer.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'

let server: TestServer
let issuer: TestIssuer
let sts: STSClient

const role = 'arn:aws:iam::111122223333:role/reports-reader'

beforeAll(async () => {
  server = await startTestServer()
  issuer = await startTestIssuer()
  sts = server.client(STSClient)
  const iam = server.client(IAMClient)
  const provider = await iam.send(
    new CreateOpenIDConnectProviderCommand({ Url: issuer.url, ClientIDList: [testAudience] }),
  )
  const host = issuer.url.replace('http://', '')
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'reports-reader',
      AssumeRolePolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: provider.OpenIDConnectProviderArn },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: {
                [`${host}:sub`]: 'system:serviceaccount:shop:reports',
                [`${host}:aud`]: testAudience,
              },
            },
          },
        ],
      }),
    }),
  )
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await issuer.close()
  await server.close()
})

async function assume(input: Partial<AssumeRoleWithWebIdentityCommandInput>) {
  return sts.send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: role,
      RoleSessionName: 'reports-1',
      WebIdentityToken: await issuer.token(),
      ...input,
    }),
  )
}

test('a good token earns credentials, and they are the role', async () => {
  const answer = await assume({})
  expect(answer.SubjectFromWebIdentityToken).toBe('system:serviceaccount:shop:reports')
  expect(answer.Audience).toBe(testAudience)
  expect(answer.PackedPolicySize).toBeUndefined()
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {}
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  }
  const caller = await server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))
  expect(caller.Arn).toBe('arn:aws:sts::111122223333:assumed-role/reports-reader/reports-1')
})

describe('no bad token earns credentials', () => {
  let tokens: ReadonlyMap<string, string>

  beforeAll(async () => {
    const made = await badTokens(issuer.url, issuer.key, goodClaims(issuer.url))
    tokens = new Map(made.map(({ name, token }) => [name, token]))
  })

  const names = badTokenRows
    .filter(({ only }) => only === undefined || only === 'RS256')
    .map(({ name }) => name)
  test.each(names)('%s', async (name) => {
    const refused = await assume({ WebIdentityToken: tokens.get(name) }).catch((error) => error)
    expect(refused.Credentials).toBeUndefined()
    const known = [
      'InvalidIdentityTokenException',
      'ExpiredTokenException',
      'ValidationError',
      'RequestEntityTooLarge',
    ]
    expect(known).toContain(refused.name)
  })
})

describe('what is refused, and how', () => {
  const text = (name: string, message: string | RegExp) => ({ name, message })
  const notAuthorized = text('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity')

  test.each<[string, Record<string, unknown>, Partial<AssumeRoleWithWebIdentityCommandInput>, object]>([
    ['another ServiceAccount', { sub: 'system:serviceaccount:shop:batch' }, {}, notAuthorized],
    ['another namespace', { sub: 'system:serviceaccount:other:reports' }, {}, notAuthorized],
    ['a role that is not there', {}, { RoleArn: 'arn:aws:iam::111122223333:role/none' }, notAuthorized],
    [
      'a role written with a path it has not',
      {},
      { RoleArn: 'arn:aws:iam::111122223333:role/x/reports-reader' },
      notAuthorized,
    ],
    [
      'another audience',
      { aud: ['other'] },
      {},
      text('InvalidIdentityTokenException', 'Incorrect token audience'),
    ],
    [
      'no audience',
      { aud: undefined },
      {},
      text('InvalidIdentityTokenException', 'Incorrect token audience'),
    ],
    [
      'an account without the provider',
      {},
      { RoleArn: 'arn:aws:iam::999999999999:role/reports-reader' },
      text('InvalidIdentityTokenException', /^No OpenIDConnect provider found in your account for http/),
    ],
    [
      'a session name with a space',
      {},
      { RoleSessionName: 'a b' },
      text(
        'ValidationError',
        "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
      ),
    ],
    [
      'a duration that is too short',
      {},
      { DurationSeconds: 1 },
      text(
        'ValidationError',
        /'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900$/,
      ),
    ],
    [
      'a duration the role does not give',
      {},
      { DurationSeconds: 7200 },
      text(
        'ValidationError',
        'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      ),
    ],
    ['a session policy that is none', {}, { Policy: '{' }, text('MalformedPolicyDocumentException', /./)],
    ['no ARN', {}, { RoleArn: 'reports-reader-reports-reader' }, text('ValidationError', /is invalid$/)],
  ])('%s', async (_name, claims, input, { name, message }: { name?: string; message?: string | RegExp }) => {
    const refused = await assume({ WebIdentityToken: await issuer.token(claims), ...input }).catch(
      (error) => error,
    )
    expect(refused.name).toBe(name)
    if (message instanceof RegExp) expect(refused.message).toMatch(message)
    else expect(refused.message).toBe(message)
    expect(refused.$metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
  })
})
