import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import type { AuthMode } from '@rolecall/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sendRaw } from '../raw-request.ts'
import { account, assume, outcome, trust } from '../services/sts/sts-calls.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { calls, signed } from './signed-calls.ts'

interface Expected {
  /** A session of a role without any permission lists roles. */
  readonly powerless: string | RegExp
  /** A known key with a wrong secret does. */
  readonly forger: string | RegExp
  /** A key that nobody has does. */
  readonly stranger: string | RegExp
  /** The status of a call without a signature. */
  readonly unsigned: number
  /** Who a stranger is. */
  readonly strangerIs?: string
}

const denied = /^AccessDenied: .* because no identity-based policy allows the iam:ListRoles action$/

const modes: readonly (readonly [AuthMode, Expected])[] = [
  [
    'enforce',
    { powerless: denied, forger: /^SignatureDoesNotMatch/, stranger: /^InvalidClientTokenId/, unsigned: 403 },
  ],
  [
    'observe',
    { powerless: 'ok', forger: /^SignatureDoesNotMatch/, stranger: /^InvalidClientTokenId/, unsigned: 403 },
  ],
  [
    'off',
    {
      powerless: 'ok',
      forger: 'ok',
      stranger: 'ok',
      unsigned: 200,
      strangerIs: `arn:aws:iam::${account}:root`,
    },
  ],
]

describe.each(modes)('--auth %s', (auth, expected) => {
  let server: TestServer
  let callers: Readonly<Record<'powerless' | 'forger' | 'stranger', Credentials>>

  beforeAll(async () => {
    server = await startTestServer({ auth })
    const role = { RoleName: 'powerless', AssumeRolePolicyDocument: trust(account) }
    await server.client(IAMClient).send(new CreateRoleCommand(role))
    callers = {
      powerless: await assume(server, server.credentials, 'powerless'),
      forger: { ...server.credentials, secretAccessKey: 'wrong' },
      stranger: { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'any' },
    }
  })

  afterAll(async () => {
    expect(server.errors).toEqual([])
    await server.close()
  })

  test.each(['powerless', 'forger', 'stranger'] as const)('%s', async (who) => {
    const client = server.client(IAMClient, { credentials: callers[who] })
    const came = await outcome(client.send(new ListRolesCommand({})))
    if (typeof expected[who] === 'string') expect(came).toBe(expected[who])
    else expect(came).toMatch(expected[who])
  })

  test('a call without a signature', async () => {
    const response = await sendRaw(server.url, calls['IAM (Query)'](new URL(server.url).host, 'unsigned'))
    expect(response.status).toBe(expected.unsigned)
  })

  test('a known key says who it is', async () => {
    const sts = server.client(STSClient, { credentials: callers.powerless })
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}))
    expect(Arn).toBe(`arn:aws:sts::${account}:assumed-role/powerless/work`)
  })

  test.runIf(expected.strangerIs)('a key that nobody has is the root user', async () => {
    const sts = server.client(STSClient, { credentials: callers.stranger })
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(expected.strangerIs)
  })

  test.runIf(auth === 'observe')('what would be denied is in the record', async () => {
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'ListRoles' }]
    const client = server.client(CloudTrailClient)
    const { Events = [] } = await client.send(new LookupEventsCommand({ LookupAttributes }))
    const records = Events.map(({ CloudTrailEvent = '' }) => JSON.parse(CloudTrailEvent))
    const [record] = records.filter(({ userIdentity }) => userIdentity.type === 'AssumedRole')
    expect(record.errorCode).toBeUndefined()
    expect(record.additionalEventData.wouldDeny).toMatchObject({ action: 'iam:ListRoles' })
  })
})

test('a head larger than any is refused, and the server goes on', async () => {
  const server = await startTestServer()
  const call = calls['IAM (Query)'](new URL(server.url).host, 'never')
  const request = signed(call, { credentials: server.credentials, time: server.now() })
  // Little more than is taken: who is still sending may find the connection closed before they read why.
  const headers = [...request.headers, ['x-large', 'x'.repeat(65_536)] as const]
  expect((await sendRaw(server.url, { ...request, headers })).status).toBe(431)
  expect((await fetch(`${server.url}/_rolecall/health`)).status).toBe(200)
  expect(server.errors).toEqual([])
  await server.close()
})
