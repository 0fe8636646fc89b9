import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DisableOutboundWebIdentityFederationCommand,
  EnableOutboundWebIdentityFederationCommand,
  GetOutboundWebIdentityFederationInfoCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import {
  AssumeRoleWithWebIdentityCommand,
  GetWebIdentityTokenCommand,
  type GetWebIdentityTokenCommandInput,
  STSClient,
} from '@aws-sdk/client-sts'
import { createRemoteJWKSet, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, roleArn, trust } from './sts-calls.ts'

let server: TestServer
let users: Readonly<Record<string, Credentials>>
let session: Required<Credentials>
let issuer: string

const allow = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })
const namespace = 'https://sts.amazonaws.com/'
const audience = 'https://api.example.com'

const iam = (credentials = server.credentials) => server.client(IAMClient, { credentials })
const enable = (by?: Credentials) => iam(by).send(new EnableOutboundWebIdentityFederationCommand({}))
const disable = (by?: Credentials) => iam(by).send(new DisableOutboundWebIdentityFederationCommand({}))
const info = (by?: Credentials) => iam(by).send(new GetOutboundWebIdentityFederationInfoCommand({}))

type Input = Partial<GetWebIdentityTokenCommandInput>

const ask = (credentials: Credentials, input: Input = {}) =>
  server
    .client(STSClient, { credentials })
    .send(new GetWebIdentityTokenCommand({ Audience: [audience], SigningAlgorithm: 'ES384', ...input }))

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  users = await seedUsers(folder, [
    { name: 'ann', inline: { all: document(allow('*')) }, tags: { team: 'red' } },
    { name: 'ben', inline: { plain: document(allow('sts:GetWebIdentityToken')) } },
    { name: 'nobody' },
    ...Object.entries({
      'sts:IdentityTokenAudience': { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': audience } },
      'sts:DurationSeconds': { NumericLessThanEquals: { 'sts:DurationSeconds': '300' } },
      'sts:SigningAlgorithm': { StringEquals: { 'sts:SigningAlgorithm': 'ES384' } },
      'aws:RequestTag/scope': { StringEquals: { 'aws:RequestTag/scope': 'read' } },
    }).map(([name, Condition]) => ({
      name: name.replace(/\W/g, '-'),
      inline: {
        some: document(allow(['sts:GetWebIdentityToken', 'sts:TagGetWebIdentityToken'], { Condition })),
      },
    })),
  ])
  server = await startTestServer({ folder })
  const role = { RoleName: 'worker', Path: '/team/', AssumeRolePolicyDocument: trust(account) }
  await iam().send(new CreateRoleCommand({ ...role, Tags: [{ Key: 'Team', Value: 'of the role' }] }))
  const put = { RoleName: 'worker', PolicyName: 'all', PolicyDocument: policy(allow('sts:*')) }
  await iam().send(new PutRolePolicyCommand(put))
  session = await assume(server, users['ann']!, 'worker', {
    RoleArn: `arn:aws:iam::${account}:role/team/worker`,
    Tags: [{ Key: 'team', Value: 'of the session' }],
    SourceIdentity: 'ann',
    DurationSeconds: 900,
  })
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

test('without the feature there are no tokens', async () => {
  const disabled =
    'FeatureDisabled: The request failed because outbound identity federation is already disabled for your Amazon Web Services account. You cannot disable the feature multiple times'
  expect(await outcome(ask(users['ann']!))).toBe(
    'OutboundWebIdentityFederationDisabledException: Outbound web identity federation is disabled for your account',
  )
  expect(await outcome(info())).toBe(disabled)
  expect(await outcome(disable())).toBe(disabled)
})

test.each([
  ['EnableOutboundWebIdentityFederation', enable],
  ['DisableOutboundWebIdentityFederation', disable],
  ['GetOutboundWebIdentityFederationInfo', info],
])('%s needs its permission', async (name, call) => {
  expect(await outcome(call(users['nobody']!))).toBe(
    `AccessDenied: User: arn:aws:iam::${account}:user/nobody is not authorized to perform: iam:${name} on resource: * because no identity-based policy allows the iam:${name} action`,
  )
})

describe('with the feature', () => {
  beforeAll(async () => {
    issuer = (await enable()).IssuerIdentifier ?? ''
    await vi.waitFor(() => ask(users['ann']!), { timeout: 50_000, interval: 50 })
  })

  /** What an outside service finds out, with nothing but the issuer's URL. */
  async function verified(token = '', algorithm = 'ES384') {
    const response = await fetch(`${issuer}/.well-known/openid-configuration`)
    const discovery = (await response.json()) as { issuer: string; jwks_uri: string }
    expect(discovery.issuer).toBe(issuer)
    const keys = createRemoteJWKSet(new URL(discovery.jwks_uri), { timeoutDuration: 60_000 })
    return jwtVerify(token, keys, { issuer, audience, algorithms: [algorithm] })
  }

  test('the account knows its issuer', async () => {
    expect(issuer).toMatch(/\/id\/[0-9a-f]{32}$/)
    expect(await info()).toMatchObject({ IssuerIdentifier: issuer, JwtVendingEnabled: true })
    expect(await outcome(enable())).toMatch(/^FeatureEnabled: .* is already enabled for your/)
  })

  test('the discovery document has the members of AWS’s', async () => {
    expect(await (await fetch(`${issuer}/.well-known/openid-configuration`)).json()).toEqual({
      issuer,
      jwks_uri: `${issuer}/.well-known/jwks.json`,
      claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'jti', namespace],
      id_token_signing_alg_values_supported: ['RS256', 'ES384'],
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
    })
    const { keys } = (await (await fetch(`${issuer}/.well-known/jwks.json`)).json()) as {
      keys: { alg: string; d?: string }[]
    }
    expect(keys.map(({ alg }) => alg)).toEqual(['RS256', 'ES384'])
    expect(keys.every((key) => key.d === undefined)).toBe(true)
  })

  test.each(['RS256', 'ES384'])(
    'a token signed with %s is verified by an outside service',
    async (algorithm) => {
      const { WebIdentityToken, Expiration } = await ask(users['ann']!, { SigningAlgorithm: algorithm })
      const { payload, protectedHeader } = await verified(WebIdentityToken, algorithm)
      expect(protectedHeader.alg).toBe(algorithm)
      expect(payload).toEqual({
        iss: issuer,
        aud: audience,
        sub: `arn:aws:iam::${account}:user/ann`,
        iat: expect.any(Number),
        exp: Number(payload.iat) + 300,
        jti: expect.any(String),
        [namespace]: { aws_account: account, source_region: 'us-east-1', principal_tags: { team: 'red' } },
      })
      expect(Expiration?.getTime()).toBe(Number(payload.exp) * 1000)
    },
  )

  test('a role’s session is its role, with the tags and names it bears', async () => {
    const Tags = [
      { Key: 'job', Value: '7' },
      { Key: '__proto__', Value: 'x' },
    ]
    const { WebIdentityToken } = await ask(session, {
      Audience: [audience, 'second'],
      DurationSeconds: 60,
      Tags,
    })
    const { payload } = await verified(WebIdentityToken)
    expect(payload.aud).toEqual([audience, 'second'])
    expect(payload.sub).toBe(`arn:aws:iam::${account}:role/team/worker`)
    const about = payload[namespace] as Record<string, Record<string, string>>
    expect(about).toMatchObject({
      principal_tags: { team: 'of the session' },
      original_session_exp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      source_identity: 'ann',
    })
    expect(Object.entries(about['request_tags'] ?? {})).toEqual([
      ['job', '7'],
      ['__proto__', 'x'],
    ])
  })

  test.each<[string, Input, RegExp]>([
    [
      'a session is not outlived',
      { DurationSeconds: 3600 },
      /^SessionDurationEscalationException: The requested token duration would/,
    ],
    [
      'a token has a bound',
      { Tags: Array.from({ length: 50 }, (_, at) => ({ Key: `k${at}`, Value: 'v'.repeat(200) })) },
      /^JWTPayloadSizeExceededException: The requested token payload size exceeds/,
    ],
  ])('%s', async (_name, input, expected) => {
    expect(await outcome(ask(session, input))).toMatch(expected)
  })

  test.each<[user: string, input: Input, expected: string | RegExp]>([
    [
      'nobody',
      {},
      /^AccessDenied: .* is not authorized to perform: sts:GetWebIdentityToken because no identity-based policy allows/,
    ],
    ['ben', {}, 'ok'],
    [
      'ben',
      { Tags: [{ Key: 'scope', Value: 'read' }] },
      /^AccessDenied: .* perform: sts:TagGetWebIdentityToken because/,
    ],
    ['sts-IdentityTokenAudience', {}, 'ok'],
    ['sts-IdentityTokenAudience', { Audience: [audience, 'https://evil.example'] }, /^AccessDenied/],
    ['sts-DurationSeconds', {}, 'ok'],
    ['sts-DurationSeconds', { DurationSeconds: 301 }, /^AccessDenied/],
    ['sts-SigningAlgorithm', {}, 'ok'],
    ['sts-SigningAlgorithm', { SigningAlgorithm: 'RS256' }, /^AccessDenied/],
    ['aws-RequestTag-scope', { Tags: [{ Key: 'scope', Value: 'read' }] }, 'ok'],
    ['aws-RequestTag-scope', { Tags: [{ Key: 'scope', Value: 'write' }] }, /^AccessDenied/],
  ])('%s asks with %j', async (user, input, expected) => {
    expect(await outcome(ask(users[user]!, input))).toMatch(expected)
  })

  test('a token is not for federation into this account', async () => {
    const provider = { Url: issuer, ClientIDList: [audience] }
    await iam().send(new CreateOpenIDConnectProviderCommand(provider))
    const federated = `arn:aws:iam::${account}:oidc-provider/${issuer.replace(/^https?:\/\//, '')}`
    const AssumeRolePolicyDocument = trust(
      { Federated: federated },
      { Action: 'sts:AssumeRoleWithWebIdentity' },
    )
    await iam().send(new CreateRoleCommand({ RoleName: 'loop', AssumeRolePolicyDocument }))
    const { WebIdentityToken } = await ask(users['ann']!)
    const command = new AssumeRoleWithWebIdentityCommand({
      RoleArn: roleArn('loop'),
      RoleSessionName: 'loop',
      WebIdentityToken,
    })
    expect(await outcome(server.client(STSClient).send(command))).toMatch(
      /^InvalidIdentityToken: Couldn't retrieve/,
    )
  })

  test('the trail knows of the token and does not hold it', async () => {
    const { WebIdentityToken = '' } = await ask(users['ann']!)
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'GetWebIdentityToken' }]
    const { Events = [] } = await server
      .client(CloudTrailClient)
      .send(new LookupEventsCommand({ LookupAttributes }))
    expect(Events.length).toBeGreaterThan(0)
    expect(JSON.stringify(Events)).not.toContain(WebIdentityToken.split('.')[2])
    expect(JSON.parse(Events[0]?.CloudTrailEvent ?? '').requestParameters.audience).toEqual([audience])
  })

  test('switched off, what is out stays good; switched on, the issuer is the same', async () => {
    const { WebIdentityToken } = await ask(users['ann']!)
    await disable()
    expect(await outcome(ask(users['ann']!))).toMatch(/^OutboundWebIdentityFederationDisabledException/)
    await verified(WebIdentityToken)
    expect((await enable()).IssuerIdentifier).toBe(issuer)
    await verified((await ask(users['ann']!)).WebIdentityToken)
  })
})
