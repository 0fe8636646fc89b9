import {
  CloudTrailClient,
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { CreateRoleCommand, IAMClient, ListRolesCommand, TagRoleCommand } from '@aws-sdk/client-iam'
import { formatPageToken } from '@rolecall/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, trust } from '../sts/sts-calls.ts'
import { trailCalls } from './trail-calls.ts'

const { by, lookup, makeRole, recordOf } = trailCalls
let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})

afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const iam = (credentials = server.credentials) => server.client(IAMClient, { credentials })
const cloudtrail = () => server.client(CloudTrailClient)

describe('is found', () => {
  let session: Required<Credentials>
  beforeAll(async () => {
    await makeRole(server, 'found')
    session = await assume(server, server.credentials, 'found', { RoleSessionName: 'finder' })
    await outcome(iam(session).send(new ListRolesCommand({})))
    await iam().send(new TagRoleCommand({ RoleName: 'found', Tags: [{ Key: 'a', Value: 'b' }] }))
  })

  test.each<[key: string, value: () => string, expected: (event: Event) => boolean]>([
    ['EventName', () => 'TagRole', ({ EventName }) => EventName === 'TagRole'],
    ['EventSource', () => 'sts.amazonaws.com', ({ EventSource }) => EventSource === 'sts.amazonaws.com'],
    ['ReadOnly', () => 'false', ({ ReadOnly }) => ReadOnly === 'false'],
    ['ReadOnly', () => 'true', ({ ReadOnly }) => ReadOnly === 'true'],
    ['Username', () => 'finder', ({ Username }) => Username === 'finder'],
    ['AccessKeyId', () => session.accessKeyId, ({ AccessKeyId }) => AccessKeyId === session.accessKeyId],
    [
      'ResourceType',
      () => 'AWS::IAM::Role',
      ({ Resources }) => !!Resources?.some((one) => one.ResourceType === 'AWS::IAM::Role'),
    ],
    [
      'ResourceName',
      () => 'found',
      ({ Resources }) => !!Resources?.some((one) => one.ResourceName === 'found'),
    ],
  ])('by %s', async (key, value, expected) => {
    const all = await lookup(server)
    const found = await lookup(server, by(key, value()))
    expect(found.length).toBeGreaterThan(0)
    const ids = found.map(({ EventId }) => EventId)
    // The calls that look up are themselves in it, and came since.
    const since = new Set(found.slice(0, found.length).map(({ EventId }) => EventId))
    for (const event of all.filter(expected)) expect(since).toContain(event.EventId)
    expect(found.filter((event) => !expected(event))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('by EventId', async () => {
    const [event] = await lookup(server, by('EventName', 'TagRole'))
    expect(await lookup(server, by('EventId', event?.EventId ?? ''))).toEqual([event])
  })

  test('by no value that is none', async () => {
    for (const value of ['none', '%', "' OR 1=1 --", '\u0000', '\u{1f600}']) {
      for (const key of ['EventId', 'EventName', 'Username', 'AccessKeyId', 'ResourceName', 'ResourceType']) {
        expect(await lookup(server, by(key, value))).toEqual([])
      }
    }
  })

  test.each([1, 3, 50])('in pages of %i, none twice and none left out, newest first', async (MaxResults) => {
    const EndTime = new Date(server.now())
    const all = await lookup(server, { EndTime })
    const pages: number[] = []
    const found: Event[] = []
    for await (const { Events = [] } of paginateLookupEvents(
      { client: cloudtrail() },
      { EndTime, MaxResults },
    )) {
      pages.push(Events.length)
      found.push(...Events)
    }
    expect(found.slice(-all.length)).toEqual(all)
    expect(pages.slice(0, -1).every((length) => length === MaxResults)).toBe(true)
    const times = found.map(({ EventTime }) => EventTime?.getTime() ?? 0)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
  })

  test('between times', async () => {
    server.advance(10_000)
    const from = server.now()
    await makeRole(server, 'timely')
    const until = server.now()
    server.advance(10_000)
    await makeRole(server, 'late')
    const seconds = (time: number, up: number) => new Date(Math.floor(time / 1000) * 1000 + up * 1000)
    const role = by('EventName', 'CreateRole')
    const found = async (input: LookupEventsCommandInput) =>
      (await lookup(server, { ...role, ...input })).map(
        (event) => recordOf(event).requestParameters?.roleName,
      )
    const StartTime = seconds(from, 0)
    const EndTime = seconds(until, 1)
    expect(await found({ StartTime, EndTime })).toEqual(['timely'])
    expect(await found({ StartTime })).toEqual(['late', 'timely'])
    expect(await found({ EndTime })).not.toContain('late')
    expect(await found({ StartTime: seconds(from, 3600) })).toEqual([])
  })

  test('in the region of the call only', async () => {
    const there = server.client(CloudTrailClient, { region: 'eu-west-1' })
    await server.client(EKSClient, { region: 'eu-west-1' }).send(new ListClustersCommand({}))
    const { Events = [] } = await there.send(new LookupEventsCommand({}))
    expect(Events.map(({ EventName }) => EventName)).toEqual(['ListClusters'])
    expect(recordOf(Events[0]!).awsRegion).toBe('eu-west-1')
  })

  test('among data events by their category, and none among insights', async () => {
    for (const EventCategory of ['data', 'insight']) {
      const input = { EventCategory } as LookupEventsCommandInput
      expect((await cloudtrail().send(new LookupEventsCommand(input))).Events).toEqual([])
    }
  })
})

describe('is not looked up', () => {
  const send = (input: object) =>
    outcome(cloudtrail().send(new LookupEventsCommand(input as LookupEventsCommandInput)))

  test.each<[string, object, RegExp]>([
    [
      'by two attributes',
      {
        LookupAttributes: [
          ...by('EventName', 'a').LookupAttributes!,
          ...by('EventId', 'b').LookupAttributes!,
        ],
      },
      /^InvalidLookupAttributesException: You can only specify one lookup attribute\.$/,
    ],
    ['by an attribute nobody knows', by('EventColour', 'red'), /^InvalidLookupAttributesException: /],
    ['by the prototype', by('__proto__', 'x'), /^InvalidLookupAttributesException: /],
    ['by an empty value', by('EventName', ''), /^InvalidLookupAttributesException: /],
    [
      'by an attribute without a value',
      { LookupAttributes: [{ AttributeKey: 'EventName' }] },
      /^ValidationException: .*attributeValue/,
    ],
    [
      'from after until before',
      { StartTime: new Date(2000), EndTime: new Date(1000) },
      /^InvalidTimeRangeException: /,
    ],
    ['with a token that is none', { NextToken: 'next!' }, /^InvalidNextTokenException: /],
    [
      'with a token of another form',
      { NextToken: Buffer.from('{}').toString('base64url') },
      /^InvalidNextTokenException: /,
    ],
    [
      'with the token of another list',
      { NextToken: formatPageToken('a-role') },
      /^InvalidNextTokenException: /,
    ],
    ['in pages of none', { MaxResults: 0 }, /^ValidationException: .*at 'maxResults'/],
    ['in pages of fifty-one', { MaxResults: 51 }, /^ValidationException: .*at 'maxResults'/],
  ])('%s', async (_name, input, expected) => {
    expect(await send(input)).toMatch(expected)
  })
})

test('every call of a concurrent run is in it exactly once, whatever came of it', async () => {
  const requests = new Map<string, string | undefined>()
  const call = async (client: IAMClient, command: CreateRoleCommand) => {
    try {
      const { $metadata } = await client.send(command)
      requests.set($metadata.requestId ?? '', undefined)
    } catch (error) {
      const { Code, $metadata } = error as { Code: string; $metadata: { requestId: string } }
      requests.set($metadata.requestId, Code)
    }
  }
  const forger = iam({ ...server.credentials, secretAccessKey: 'wrong' })
  const client = iam()
  await Promise.all(
    Array.from({ length: 300 }, (_, at) => {
      const RoleName = at % 7 === 0 ? 'not a name' : `concurrent-${at % 200}`
      const command = new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust(account) })
      return call(at % 11 === 0 ? forger : client, command)
    }),
  )
  expect(requests.size).toBe(300)
  const codes = new Set(requests.values())
  for (const code of [undefined, 'EntityAlreadyExists', 'SignatureDoesNotMatch', 'ValidationError'])
    expect(codes).toContain(code)
  const recorded = (await lookup(server, by('EventName', 'CreateRole'))).map(recordOf)
  for (const [requestId, code] of requests) {
    const found = recorded.filter(({ requestID }) => requestID === requestId)
    expect(found.map(({ errorCode }) => errorCode)).toEqual([code])
  }
})
