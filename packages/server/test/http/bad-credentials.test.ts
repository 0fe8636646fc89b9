import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, paginateLookupEvents } from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand, DeleteRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readMasterKeys } from '../../src/secrets/master-key.ts'
import { pooledRandomness } from '../../src/secrets/pooled-randomness.ts'
import { sessionMint } from '../../src/sessions/session-mint.ts'
import { type RawResponse, sendRaw } from '../raw-request.ts'
import { seedUsers } from '../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { badCredentials, refusals, type Stolen } from './bad-credentials.data.ts'
import { type CallName, calls, presigned, signed } from './signed-calls.ts'

let server: TestServer
let stolen: Stolen
const roleArn = (name: string) => `arn:aws:iam::111122223333:role/${name}`

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  const users = await seedUsers(folder, [
    { name: 'other', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    { name: 'inactive', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], key: 'Inactive' },
    { name: 'deleted', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], gone: true },
  ])
  server = await startTestServer({ folder })
  const { other: otherUser, inactive, deleted: deletedUser } = users as Record<string, Credentials>
  for (const name of ['worker', 'deleted', 'remade']) await makeRole(server, name)
  const expiredSession = await assume(server, 'worker', 900)
  server.advance(901_000)
  const session = await assume(server, 'worker')
  const otherSession = await assume(server, 'worker')
  const sessionOfDeletedRole = await assume(server, 'deleted')
  const sessionOfRemadeRole = await assume(server, 'remade')
  const iam = server.client(IAMClient)
  await iam.send(new DeleteRoleCommand({ RoleName: 'deleted' }))
  await iam.send(new DeleteRoleCommand({ RoleName: 'remade' }))
  await makeRole(server, 'remade')
  const { Credentials: ofUser } = await server.client(STSClient).send(new GetSessionTokenCommand({}))
  const another = await startTestServer()
  await makeRole(another, 'worker')
  const sessionOfAnotherServer = await assume(another, 'worker')
  await another.close()
  const random = pooledRandomness()
  const sessionOfDeletedUser = sessionMint(readMasterKeys(join(folder, 'master.key')), random).issue({
    account: '111122223333',
    principal: { type: 'user', name: 'other', id: 'AIDAANOTHER' },
    issuedAt: server.now(),
    expiresAt: server.now() + 3_600_000,
  })
  stolen = {
    administrator: server.credentials,
    otherUser: otherUser as Credentials,
    inactive: inactive as Credentials,
    deletedUser: deletedUser as Credentials,
    session,
    otherSession,
    userSession: credentialsOf(ofUser),
    expiredSession,
    sessionOfDeletedRole,
    sessionOfRemadeRole,
    sessionOfDeletedUser,
    sessionOfAnotherServer,
  }
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
  rmSync(server.folder, { recursive: true, force: true })
})

async function makeRole(on: TestServer, name: string): Promise<void> {
  const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' }
  const document = JSON.stringify({ Version: '2012-10-17', Statement: trust })
  await on
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: document }))
}

async function assume(on: TestServer, name: string, seconds = 3600): Promise<Required<Credentials>> {
  const input = { RoleArn: roleArn(name), RoleSessionName: 'work', DurationSeconds: seconds }
  return credentialsOf((await on.client(STSClient).send(new AssumeRoleCommand(input))).Credentials)
}

function credentialsOf(made: object | undefined): Required<Credentials> {
  const { AccessKeyId, SecretAccessKey, SessionToken } = made as Record<string, string>
  return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! }
}

/** The code of a refusal, wherever the protocol writes it. */
function codeOf({ headers, body }: RawResponse): string | undefined {
  if (headers['content-type'] === 'text/xml') return /<Code>(.*)<\/Code>/.exec(body)?.[1]
  return headers['x-amzn-errortype'] ?? JSON.parse(body).__type
}

/** What came of each bad request that names an operation: its error code by its request id. */
const answered = new Map<string, string | undefined>()
const names = Object.keys(calls) as CallName[]

describe.each(names)('%s', (name) => {
  const call = (made: string) => calls[name](new URL(server.url).host, made)

  test.each(badCredentials)('refuses $name', async ({ refusal, make, unrecorded }) => {
    const forger = { call: call('never'), stolen, now: server.now() }
    const response = await sendRaw(server.url, make(forger))
    const code = codeOf(response)
    const [query, json, status] = refusals[refusal]
    const requestId = response.headers['x-amzn-requestid'] ?? ''
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
    if (unrecorded) {
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
      return
    }
    expect([code, response.status]).toEqual([name === 'IAM (Query)' ? query : json, status])
    for (const secret of [stolen.session.sessionToken, stolen.session.secretAccessKey]) {
      expect(response.body).not.toContain(secret)
    }
    answered.set(requestId, code)
  })

  // The same hands make good requests, so that the bad ones are bad in one way only.
  test('takes a good signature in the header', async () => {
    const time = server.now()
    const good = signed(call('in-header'), { credentials: stolen.administrator, time })
    expect(await sendRaw(server.url, good)).toMatchObject({ status: 200 })
  })

  test('takes a good signature in the query', async () => {
    const time = server.now()
    const good = presigned(call('in-query'), { credentials: stolen.administrator, time, expires: 60 })
    expect(await sendRaw(server.url, good)).toMatchObject({ status: 200 })
  })

  test('knows a good session, and asks what it may', async () => {
    const good = signed(call('never'), { credentials: stolen.session, time: server.now() })
    const response = await sendRaw(server.url, good)
    expect(codeOf(response)).toMatch(/^AccessDenied(Exception)?$/)
  })
})

test('nothing was stored', async () => {
  const { Roles = [] } = await server.client(IAMClient).send(new ListRolesCommand({}))
  expect(Roles.map(({ RoleName }) => RoleName).toSorted()).toEqual([
    'in-header',
    'in-query',
    'remade',
    'worker',
  ])
  const { clusters } = await server.client(EKSClient).send(new ListClustersCommand({}))
  expect(clusters).toEqual(['in-header', 'in-query'])
})

test('every bad call that named an operation is in the trail once, with its error code', async () => {
  const recorded = new Map<string, string>()
  // A scope with another region stands in the trail of that one.
  for (const region of ['us-east-1', 'eu-west-1']) {
    const cloudtrail = server.client(CloudTrailClient, { region })
    for await (const page of paginateLookupEvents({ client: cloudtrail }, {})) {
      for (const { CloudTrailEvent = '' } of page.Events ?? []) {
        const { requestID, errorCode, requestParameters, userIdentity } = JSON.parse(CloudTrailEvent)
        expect(recorded.has(requestID)).toBe(false)
        recorded.set(requestID, errorCode)
        if (!answered.has(requestID)) continue
        // Who was refused is nobody yet, and what they sent was not read.
        expect(userIdentity).toEqual({ type: 'Unknown' })
        expect(requestParameters).toBeNull()
      }
    }
  }
  for (const [requestId, code] of answered)
    expect([requestId, recorded.get(requestId)]).toEqual([requestId, code])
})
