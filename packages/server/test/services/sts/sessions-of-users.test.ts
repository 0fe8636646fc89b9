import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import {
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type GetSessionTokenCommandInput,
  STSClient,
} from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { presigned, signed } from '../../http/signed-calls.ts'
import { sendRaw } from '../../raw-request.ts'
import { seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, trust } from './sts-calls.ts'

let server: TestServer
let users: Readonly<Record<string, Credentials>>
let session: Required<Credentials>

const everything = { Effect: 'Allow', Action: '*', Resource: '*' }
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  users = await seedUsers(folder, [
    { name: 'ann', inline: { all: document(everything) } },
    { name: 'denied', inline: { none: document({ ...everything, Effect: 'Deny' }) } },
  ])
  server = await startTestServer({ folder })
  const role = { RoleName: 'worker', AssumeRolePolicyDocument: trust(account) }
  await server.client(IAMClient).send(new CreateRoleCommand(role))
  session = await assume(server, users['ann']!, 'worker')
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const getSessionToken = async (credentials: Credentials, input: GetSessionTokenCommandInput = {}) => {
  const client = server.client(STSClient, { credentials })
  const { Credentials: made } = await client.send(new GetSessionTokenCommand(input))
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expires: made?.Expiration?.getTime() ?? 0,
  }
}

describe('GetSessionToken', () => {
  test('gives a user credentials that are the user', async () => {
    const credentials = await getSessionToken(users['ann']!)
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/)
    const sts = server.client(STSClient, { credentials })
    const identity = await sts.send(new GetCallerIdentityCommand({}))
    expect(identity).toMatchObject({ Account: account, Arn: `arn:aws:iam::${account}:user/ann` })
    expect(identity.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/)
  })

  test('needs no permission', async () => {
    expect(await outcome(getSessionToken(users['denied']!))).toBe('ok')
  })

  test.each([
    [undefined, 43_200],
    [900, 900],
    [129_600, 129_600],
  ])('lasts %s seconds when that is asked', async (DurationSeconds, seconds) => {
    const from = server.now()
    const { expires } = await getSessionToken(users['ann']!, { DurationSeconds })
    expect(expires).toBeGreaterThanOrEqual(from + (seconds - 1) * 1000)
    expect(expires).toBeLessThanOrEqual(server.now() + seconds * 1000)
  })

  test.each<[string, GetSessionTokenCommandInput, RegExp]>([
    [
      'a duration too short',
      { DurationSeconds: 899 },
      /^ValidationError: 1 validation error detected: Value '899' at 'durationSeconds'/,
    ],
    [
      'a duration too long',
      { DurationSeconds: 129_601 },
      /^ValidationError: 1 validation error detected: Value '129601' at 'durationSeconds'/,
    ],
    [
      'a second factor nobody has',
      { SerialNumber: `arn:aws:iam::${account}:mfa/ann`, TokenCode: '123456' },
      /^AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code\. {2}Please verify your MFA serial number is valid and associated with this user\.$/,
    ],
    [
      'a code alone',
      { TokenCode: '123456' },
      /^AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code\.$/,
    ],
  ])('refuses %s', async (_name, input, expected) => {
    expect(await outcome(getSessionToken(users['ann']!, input))).toMatch(expected)
  })

  test.each([
    ['of a role', () => Promise.resolve(session)],
    ['of a user', () => getSessionToken(users['ann']!)],
  ])('refuses sessions %s', async (_name, credentials) => {
    expect(await outcome(getSessionToken(await credentials()))).toBe(
      'AccessDenied: Cannot call GetSessionToken with session credentials',
    )
  })

  test('leaves the denials of the user in force', async () => {
    const credentials = await getSessionToken(users['denied']!)
    const list = server.client(EKSClient, { credentials }).send(new ListClustersCommand({}))
    expect(await outcome(list)).toMatch(
      /^AccessDeniedException: .* with an explicit deny in an identity-based policy/,
    )
  })

  test('gives credentials that IAM does not take, for want of a second factor', async () => {
    const credentials = await getSessionToken(users['ann']!)
    const list = server.client(IAMClient, { credentials }).send(new ListRolesCommand({}))
    expect(await outcome(list)).toBe(
      'InvalidClientTokenId: The security token included in the request is invalid',
    )
  })

  test('gives credentials that may assume a role', async () => {
    const credentials = await getSessionToken(users['ann']!)
    expect(await outcome(assume(server, credentials, 'worker'))).toBe('ok')
  })

  test('makes a token as long as asked', async () => {
    const { sessionToken } = await getSessionToken(users['ann']!, { MinimumSessionTokenSize: 4096 })
    expect(sessionToken.length).toBeGreaterThanOrEqual(4096)
    expect(sessionToken.length).toBeLessThan(4104)
  })
})

describe('GetCallerIdentity', () => {
  test.each([
    ['a user', () => users['ann']!, `arn:aws:iam::${account}:user/ann`],
    ['a user who is denied everything', () => users['denied']!, `arn:aws:iam::${account}:user/denied`],
    ['a session without any permission', () => session, `arn:aws:sts::${account}:assumed-role/worker/work`],
  ])('tells %s who that is', async (_name, credentials, Arn) => {
    const sts = server.client(STSClient, { credentials: credentials() })
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: account, Arn })
  })

  test('cannot be denied by a session policy', async () => {
    const Policy = JSON.stringify(document({ ...everything, Effect: 'Deny' }))
    const credentials = await assume(server, users['ann']!, 'worker', { Policy })
    const sts = server.client(STSClient, { credentials })
    expect(await outcome(sts.send(new GetCallerIdentityCommand({})))).toBe('ok')
  })

  const call = (headers: readonly (readonly [string, string])[] = []) => ({
    service: 'sts',
    method: 'GET',
    path: '/',
    query: 'Action=GetCallerIdentity&Version=2011-06-15',
    headers: [['host', new URL(server.url).host] as const, ...headers],
    body: '',
  })

  test('answers a presigned GET, as kubectl and Vault send it', async () => {
    const request = presigned(call(), { credentials: session, time: server.now(), expires: 60 })
    const response = await sendRaw(server.url, request)
    expect(response.status).toBe(200)
    expect(response.headers['content-type']).toBe('text/xml')
    expect(response.body).toContain(`<Arn>arn:aws:sts::${account}:assumed-role/worker/work</Arn>`)
  })

  test.each([
    ['application/json', true],
    ['application/json; charset=utf-8', true],
    ['text/html, application/json', true],
    ['*/*', false],
    ['application/jsonp', false],
    ['text/xml', false],
  ])('answers %s in JSON: %s', async (accept, isJson) => {
    const request = signed(call([['accept', accept]]), { credentials: users['ann']!, time: server.now() })
    const response = await sendRaw(server.url, request)
    expect([response.status, response.headers['content-type']]).toEqual([
      200,
      isJson ? 'application/json' : 'text/xml',
    ])
    if (!isJson) return
    expect(JSON.parse(response.body)).toEqual({
      GetCallerIdentityResponse: {
        GetCallerIdentityResult: {
          Account: account,
          Arn: `arn:aws:iam::${account}:user/ann`,
          UserId: expect.stringMatching(/^AIDA/),
        },
        ResponseMetadata: { RequestId: response.headers['x-amzn-requestid'] },
      },
    })
  })

  test('refuses in JSON whom it answers in JSON', async () => {
    const response = await sendRaw(server.url, call([['accept', 'application/json']]))
    expect(response.status).toBe(403)
    expect(JSON.parse(response.body)).toMatchObject({ Error: { Code: 'MissingAuthenticationToken' } })
  })
})
