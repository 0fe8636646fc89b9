import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand, GetRoleCommand, IAMClient, ListRolesCommand } from '@aws-sdk/client-iam'
import { AssumeRoleCommand, DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AuthorizationMessage } from '../../../src/callers/authorization-message.ts'
import { type SeededUser, seedUsers } from '../../seed-users.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, outcome, roleArn, trust } from './sts-calls.ts'

let server: TestServer
let users: Readonly<Record<string, Credentials>>

const allow = (Action: string | string[], more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
})
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement })
const arn = (name: string) => `arn:aws:iam::${account}:user/${name}`
const long = (letter: string) => `arn:aws:s3:::${letter.repeat(40)}`
const tangled = Array.from({ length: 90 }, (_, at) => `s3:Get${Buffer.from(`${at * 7919}`).toString('hex')}`)

const seeded: readonly SeededUser[] = [
  { name: 'reader', inline: { decode: document(allow('sts:DecodeAuthorizationMessage')) } },
  {
    name: 'ben',
    inline: { narrow: document(allow('iam:ListRoles', { Resource: long('x') })) },
    tags: { team: 'red' },
  },
  {
    name: 'carl',
    inline: {
      guard: document(allow('*'), {
        Sid: 'NoRoles',
        Effect: 'Deny',
        Action: ['iam:List*', 'sts:AssumeRole'],
        Resource: '*',
        Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
      }),
    },
  },
  { name: 'fred', attached: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] },
  { name: 'dora', inline: { all: document(allow('*')) } },
  {
    name: 'eve',
    inline: {
      much: document(
        { ...allow('*') },
        { Effect: 'Deny', Action: [...tangled, 'iam:ListRoles'], Resource: '*' },
      ),
    },
    tags: Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [
        `k${at}`,
        Buffer.from(`${at * 104729}`.repeat(12))
          .toString('base64')
          .slice(0, 200),
      ]),
    ),
  },
]

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  users = await seedUsers(folder, seeded)
  server = await startTestServer({ folder })
  const role = { RoleName: 'closed', AssumeRolePolicyDocument: trust(arn('reader')) }
  await server.client(IAMClient).send(new CreateRoleCommand(role))
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

/** The text of a refusal. */
async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'not refused',
    (error: Error) => error.message,
  )
}

const as = (user: string) => ({ credentials: users[user]! })
const listRoles = (user: string) => refusal(server.client(IAMClient, as(user)).send(new ListRolesCommand({})))
const assume = (user: string, role: string) => {
  const command = new AssumeRoleCommand({ RoleArn: role, RoleSessionName: 'work' })
  return refusal(server.client(STSClient, as(user)).send(command))
}
const encoded = (text: string) => / Encoded authorization failure message: ([\w-]+)$/.exec(text)?.[1] ?? ''

async function decoded(EncodedMessage: string, by = 'reader', where = server): Promise<AuthorizationMessage> {
  const sts = where.client(STSClient, as(by))
  const { DecodedMessage = '' } = await sts.send(new DecodeAuthorizationMessageCommand({ EncodedMessage }))
  return JSON.parse(DecodedMessage)
}

describe('a message tells', () => {
  test('of a lack of permission, what came nearest and what would help', async () => {
    const text = await listRoles('ben')
    const resource = `arn:aws:iam::${account}:role/`
    expect(text).toMatch(
      /^User: .* is not authorized to perform: iam:ListRoles on resource: .* because no identity-based policy allows the iam:ListRoles action Encoded authorization failure message: [\w-]+$/,
    )
    const message = await decoded(encoded(text))
    expect(message).toMatchObject({
      allowed: false,
      explicitDeny: false,
      matchedStatements: { items: [] },
      failures: { items: [] },
      context: {
        principal: { id: expect.stringMatching(/^AIDA/), name: 'ben', arn: arn('ben') },
        action: 'iam:ListRoles',
        resource,
      },
      rolecall: { layer: 'identity' },
    })
    expect(message.rolecall.sentence).toBe(
      `${arn('ben')} may not iam:ListRoles on ${resource}: no identity policy allows iam:ListRoles; nearest is statement 1 of inline policy narrow of ${arn('ben')}, but it does not cover the resource ${resource}`,
    )
    expect(message.rolecall.change).toContain(`inline policy narrow of ${arn('ben')}`)
    expect(message.context.conditions.items).toContainEqual({
      key: 'aws:PrincipalTag/team',
      values: { items: [{ value: 'red' }] },
    })
  })

  test('of a lack beside a policy of AWS, what somebody can do', async () => {
    const { rolecall } = await decoded(encoded(await listRoles('fred')))
    expect(rolecall.sentence).toContain('of arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess, but it does not')
    expect(rolecall.change).toMatch(
      `add to a new inline policy of ${arn('fred')} the statement {"Effect":"Allow","Action":"iam:ListRoles"`,
    )
  })

  test('of a denial, the statement that denies', async () => {
    const message = await decoded(encoded(await listRoles('carl')))
    expect(message).toMatchObject({
      explicitDeny: true,
      matchedStatements: {
        items: [
          {
            statementId: 'NoRoles',
            effect: 'DENY',
            principals: { items: [] },
            principalGroups: { items: [] },
            actions: { items: [{ value: 'iam:List*' }, { value: 'sts:AssumeRole' }] },
            resources: { items: [{ value: '*' }] },
            conditions: {
              items: [{ key: 'aws:RequestedRegion', values: { items: [{ value: 'eu-west-1' }] } }],
            },
          },
        ],
      },
      rolecall: { layer: 'identity', policy: `inline policy guard of ${arn('carl')}`, statement: 2 },
    })
  })

  test('of a service that speaks JSON, too', async () => {
    const text = await refusal(server.client(EKSClient, as('ben')).send(new ListClustersCommand({})))
    expect((await decoded(encoded(text))).context.action).toBe('eks:ListClusters')
  })

  test('of a role, why its trust policy does not allow', async () => {
    const message = await decoded(encoded(await assume('dora', roleArn('closed'))))
    expect(message.rolecall.sentence).toContain('trust policy')
    expect(message.rolecall.layer).toBe('resource')
  })

  test.each([
    ['that is not there', roleArn('nobody')],
    ['of another account', 'arn:aws:iam::999999999999:role/closed'],
  ])('of a role %s, nothing of the role', async (_name, role) => {
    const message = await decoded(encoded(await assume('dora', role)))
    expect(message.rolecall).toEqual({
      sentence: `account ${account} has no role ${role}; a role of another account must be there, trust the caller, and be allowed by the caller's own policies`,
    })
    const denied = await decoded(encoded(await assume('carl', role)))
    expect(denied.explicitDeny).toBe(true)
    expect(denied.rolecall.sentence).toContain('"NoRoles"')
  })

  test('what was left out for its bound', async () => {
    const message = await decoded(encoded(await listRoles('eve')))
    expect(message.rolecall.leftOut).toContain('context.conditions')
    expect(message.context.conditions.items).toEqual([])
    expect(message.explicitDeny).toBe(true)
    expect(message.rolecall.layer).toBe('identity')
  })

  test('less in a flood of denials, and says so', async () => {
    await Promise.all(Array.from({ length: 400 }, () => listRoles('ben')))
    const texts = await Promise.all(Array.from({ length: 400 }, () => listRoles('ben')))
    const messages = await Promise.all(texts.slice(-40).map((text) => decoded(encoded(text))))
    for (const { rolecall } of messages) {
      expect(rolecall.layer).toBe('identity')
      expect(rolecall.sentence).toContain('no identity policy allows iam:ListRoles')
      expect(rolecall.change === undefined).toBe(rolecall.leftOut?.includes('rolecall.change') ?? false)
    }
  })
})

test('all messages are equally long, so that none tells whether a thing is there', async () => {
  const iam = server.client(IAMClient, as('ben'))
  const texts = await Promise.all([
    listRoles('ben'),
    listRoles('carl'),
    listRoles('eve'),
    assume('dora', roleArn('closed')),
    assume('dora', roleArn('nobody')),
    assume('dora', 'arn:aws:iam::999999999999:role/closed'),
    refusal(iam.send(new GetRoleCommand({ RoleName: 'closed' }))),
    refusal(iam.send(new GetRoleCommand({ RoleName: 'nobody' }))),
  ])
  expect(new Set(texts.map((text) => encoded(text).length))).toEqual(new Set([1867]))
})

describe('nobody opens', () => {
  const invalid = 'InvalidAuthorizationMessageException: Message is not valid'
  const decode = (message: string, by = 'reader', where = server) => outcome(decoded(message, by, where))

  test('any without permission', async () => {
    const message = encoded(await listRoles('ben'))
    expect(await decode(message, 'ben')).toBe(
      `AccessDenied: User: ${arn('ben')} is not authorized to perform: sts:DecodeAuthorizationMessage because no identity-based policy allows the sts:DecodeAuthorizationMessage action`,
    )
  })

  test.each<[string, (message: string) => string]>([
    ['a truncated one', (message) => message.slice(0, -4)],
    [
      'a changed one',
      (message) => `${message.slice(0, 100)}${message[100] === 'A' ? 'B' : 'A'}${message.slice(101)}`,
    ],
    ['one with a line break', (message) => `${message.slice(0, 60)}\n${message.slice(60)}`],
    ['one with a blank behind', (message) => `${message} `],
    ['one letter', () => 'x'],
    ['other text', () => '__proto__'],
    ['a session token', () => Buffer.from(users['ben']!.secretAccessKey).toString('base64url')],
  ])('%s', async (_name, change) => {
    expect(await decode(change(encoded(await listRoles('ben'))))).toBe(invalid)
  })

  test('one of another account, also where the keys are the same', async () => {
    const message = encoded(await listRoles('ben'))
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
    cpSync(join(server.folder, 'master.key'), join(folder, 'master.key'))
    const other = await startTestServer({ folder, account: '444455556666' })
    try {
      const sts = other.client(STSClient)
      const command = new DecodeAuthorizationMessageCommand({ EncodedMessage: message })
      expect(await outcome(sts.send(command))).toBe(invalid)
    } finally {
      await other.close()
    }
  })
})

test('a replica with the same keys opens it', async () => {
  const message = encoded(await listRoles('ben'))
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-test-'))
  cpSync(join(server.folder, 'master.key'), join(folder, 'master.key'))
  const replica = await startTestServer({ folder })
  try {
    const sts = replica.client(STSClient)
    const command = new DecodeAuthorizationMessageCommand({ EncodedMessage: message })
    const { DecodedMessage = '' } = await sts.send(command)
    expect(JSON.parse(DecodedMessage)).toMatchObject({ context: { action: 'iam:ListRoles' } })
  } finally {
    await replica.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the record of a denial has AWS’s text alone', async () => {
  await listRoles('ben')
  const { Events = [] } = await server
    .client(CloudTrailClient)
    .send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'Username', AttributeValue: 'ben' }] }),
    )
  const record = JSON.parse(
    Events.find(({ EventName }) => EventName === 'ListRoles')?.CloudTrailEvent ?? '{}',
  )
  expect(record.errorMessage).toMatch(/because no identity-based policy allows the iam:ListRoles action$/)
})
