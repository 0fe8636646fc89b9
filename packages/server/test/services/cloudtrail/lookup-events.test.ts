import {
  CloudTrailClient,
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail'
import { EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { RequestHeaders } from '@rolecall/aws-protocol'
import { formatPageToken } from '@rolecall/core'
import type { ServerDoors } from '@rolecall/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eksToken, kubernetesCall, makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { type Credentials, startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, roleArn, trust } from '../sts/sts-calls.ts'

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

/** Every event that answers, newest first. */
async function lookup(input: LookupEventsCommandInput = {}): Promise<Event[]> {
  const events: Event[] = []
  for await (const page of paginateLookupEvents({ client: cloudtrail() }, input))
    events.push(...(page.Events ?? []))
  return events
}

const by = (AttributeKey: string, AttributeValue: string) =>
  ({ LookupAttributes: [{ AttributeKey, AttributeValue }] }) as LookupEventsCommandInput
const recordOf = ({ CloudTrailEvent = '' }: Event) => JSON.parse(CloudTrailEvent)
const makeRole = (RoleName: string, client = iam()) =>
  client.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: trust(account),
      Description: 'for the trail',
    }),
  )

describe('an event', () => {
  let event: Event
  let requestId: string | undefined

  beforeAll(async () => {
    const made = await makeRole('recorded')
    requestId = made.$metadata.requestId
    event = (await lookup(by('ResourceName', 'recorded')))[0] ?? {}
  })

  test('is what LookupEvents of AWS answers', () => {
    expect(event).toMatchObject({
      EventName: 'CreateRole',
      EventSource: 'iam.amazonaws.com',
      ReadOnly: 'false',
      Username: 'administrator',
      AccessKeyId: server.credentials.accessKeyId,
      EventTime: expect.any(Date),
    })
    expect(event.Resources).toContainEqual({ ResourceType: 'AWS::IAM::Role', ResourceName: 'recorded' })
  })

  test('holds the whole record', () => {
    expect(recordOf(event)).toMatchObject({
      eventVersion: '1.11',
      userIdentity: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA/),
        arn: `arn:aws:iam::${account}:user/administrator`,
        accountId: account,
        accessKeyId: server.credentials.accessKeyId,
        userName: 'administrator',
      },
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateRole',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringMatching(/^aws-sdk-js/),
      requestParameters: { roleName: 'recorded', description: 'for the trail' },
      responseElements: { role: { roleName: 'recorded', arn: roleArn('recorded') } },
      requestID: requestId,
      eventID: event.EventId,
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: account,
      eventCategory: 'Management',
    })
  })

  test('of a read holds no answer', async () => {
    await iam().send(new GetRoleCommand({ RoleName: 'recorded' }))
    const [read] = await lookup(by('EventName', 'GetRole'))
    expect(recordOf(read!)).toMatchObject({
      readOnly: true,
      requestParameters: { roleName: 'recorded' },
      responseElements: null,
    })
  })

  test('of a refused call holds its error', async () => {
    await outcome(makeRole('recorded'))
    const [refused] = await lookup(by('EventName', 'CreateRole'))
    expect(recordOf(refused!)).toMatchObject({
      errorCode: 'EntityAlreadyExists',
      errorMessage: 'Role with name recorded already exists.',
      responseElements: null,
    })
  })

  test('of a call that may not be made says who wanted it', async () => {
    await makeRole('powerless')
    const session = await assume(server, server.credentials, 'powerless', { RoleSessionName: 'nosy' })
    await outcome(iam(session).send(new DeleteRoleCommand({ RoleName: 'recorded' })))
    const [refused] = await lookup(by('Username', 'nosy'))
    expect(refused?.AccessKeyId).toBe(session.accessKeyId)
    expect(recordOf(refused!)).toMatchObject({
      eventName: 'DeleteRole',
      errorCode: 'AccessDenied',
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${account}:assumed-role/powerless/nosy`,
        accessKeyId: session.accessKeyId,
        sessionContext: { sessionIssuer: { type: 'Role', arn: roleArn('powerless'), userName: 'powerless' } },
      },
    })
  })

  test('holds a kilobyte of a user agent', async () => {
    const agent = 'x'.repeat(5000)
    const client = server.client(IAMClient)
    client.middlewareStack.add(
      (next) => (args) => {
        ;(args.request as { headers: Record<string, string> }).headers['user-agent'] = agent
        return next(args)
      },
      { step: 'finalizeRequest' },
    )
    await client.send(new GetRoleCommand({ RoleName: 'recorded' }))
    const [event] = await lookup(by('EventName', 'GetRole'))
    expect(recordOf(event!).userAgent).toBe(agent.slice(0, 1024))
  })
})

describe('is found', () => {
  let session: Required<Credentials>
  beforeAll(async () => {
    await makeRole('found')
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
    const all = await lookup()
    const found = await lookup(by(key, value()))
    expect(found.length).toBeGreaterThan(0)
    const ids = found.map(({ EventId }) => EventId)
    // The calls that look up are themselves in it, and came since.
    const since = new Set(found.slice(0, found.length).map(({ EventId }) => EventId))
    for (const event of all.filter(expected)) expect(since).toContain(event.EventId)
    expect(found.filter((event) => !expected(event))).toEqual([])
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('by EventId', async () => {
    const [event] = await lookup(by('EventName', 'TagRole'))
    expect(await lookup(by('EventId', event?.EventId ?? ''))).toEqual([event])
  })

  test('by no value that is none', async () => {
    for (const value of ['none', '%', "' OR 1=1 --", '\u0000', '\u{1f600}']) {
      for (const key of ['EventId', 'EventName', 'Username', 'AccessKeyId', 'ResourceName', 'ResourceType']) {
        expect(await lookup(by(key, value))).toEqual([])
      }
    }
  })

  test.each([1, 3, 50])('in pages of %i, none twice and none left out, newest first', async (MaxResults) => {
    const EndTime = new Date(server.now())
    const all = await lookup({ EndTime })
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
    await makeRole('timely')
    const until = server.now()
    server.advance(10_000)
    await makeRole('late')
    const seconds = (time: number, up: number) => new Date(Math.floor(time / 1000) * 1000 + up * 1000)
    const role = by('EventName', 'CreateRole')
    const found = async (input: LookupEventsCommandInput) =>
      (await lookup({ ...role, ...input })).map((event) => recordOf(event).requestParameters?.roleName)
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

describe('the pod is named', () => {
  test('in the exchange of its token, and in every later call with what it got', async () => {
    const cluster = await makeCluster(server, 'shop')
    const ask = (path: string, body: object) => {
      const token = eksToken({ credentials: server.credentials, cluster: 'shop', time: server.now() })
      return kubernetesCall(cluster.endpoint, {
        method: 'POST',
        path: `/api/v1/namespaces/default/${path}`,
        token,
        body,
      })
    }
    await ask('serviceaccounts', { metadata: { name: 'reports' } })
    const spec = { serviceAccountName: 'reports', nodeName: 'node-1' }
    const { body: pod } = await ask('pods', { metadata: { name: 'reports-1' }, spec })
    const audience = 'sts.amazonaws.com'
    const { body: asked } = await ask('serviceaccounts/reports/token', {
      spec: { audiences: [audience], boundObjectRef: { kind: 'Pod', name: 'reports-1' } },
    })
    const provider = await iam().send(
      new CreateOpenIDConnectProviderCommand({ Url: cluster.issuer, ClientIDList: [audience] }),
    )
    const Federated = provider.OpenIDConnectProviderArn
    const AssumeRolePolicyDocument = policy({
      Effect: 'Allow',
      Principal: { Federated },
      Action: 'sts:AssumeRoleWithWebIdentity',
    })
    await iam().send(new CreateRoleCommand({ RoleName: 'irsa', AssumeRolePolicyDocument }))
    const PolicyDocument = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
    await iam().send(new PutRolePolicyCommand({ RoleName: 'irsa', PolicyName: 'all', PolicyDocument }))
    await makeRole('next')
    const { Credentials: made } = await server.client(STSClient).send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn('irsa'),
        RoleSessionName: 'from-a-pod',
        WebIdentityToken: asked.status.token,
      }),
    )
    const credentials = {
      accessKeyId: made?.AccessKeyId ?? '',
      secretAccessKey: made?.SecretAccessKey ?? '',
      sessionToken: made?.SessionToken ?? '',
    }
    await iam(credentials).send(new ListRolesCommand({}))
    const chained = await assume(server, credentials, 'next', { RoleSessionName: 'from-a-role' })
    await outcome(iam(chained).send(new ListRolesCommand({})))

    const kubernetes = {
      issuer: cluster.issuer,
      namespace: 'default',
      serviceAccount: 'reports',
      pod: 'reports-1',
      podUid: pod.metadata.uid,
      node: 'node-1',
    }
    const subject = 'system:serviceaccount:default:reports'
    const [exchange] = await lookup(by('Username', subject))
    expect(recordOf(exchange!)).toMatchObject({
      eventName: 'AssumeRoleWithWebIdentity',
      userIdentity: { type: 'WebIdentityUser', userName: subject, identityProvider: Federated },
      additionalEventData: { kubernetes },
      responseElements: {
        subjectFromWebIdentityToken: subject,
        credentials: { accessKeyId: credentials.accessKeyId },
      },
    })
    const later = [
      ...(await lookup(by('Username', 'from-a-pod'))),
      ...(await lookup(by('Username', 'from-a-role'))),
    ]
    expect(later.map(({ EventName }) => EventName)).toEqual(['AssumeRole', 'ListRoles', 'ListRoles'])
    for (const event of later) expect(recordOf(event).additionalEventData).toMatchObject({ kubernetes })

    // Whatever stands in the trail, no secret and no token does.
    const all = JSON.stringify(await lookup())
    for (const secret of [
      asked.status.token,
      asked.status.token.split('.')[2],
      ...[credentials, chained].flatMap(({ secretAccessKey, sessionToken }) => [
        secretAccessKey,
        sessionToken,
      ]),
      server.credentials.secretAccessKey,
    ]) {
      expect(all.includes(JSON.stringify(secret).slice(1, -1))).toBe(false)
    }
  })

  test('and no secret stands in the record of any call that hands one out or takes one', async () => {
    const { Credentials: made } = await server.client(STSClient).send(new GetSessionTokenCommand({}))
    const [record] = (await lookup(by('EventName', 'GetSessionToken'))).map(recordOf)
    expect(record.responseElements.credentials).toEqual({
      accessKeyId: made?.AccessKeyId,
      expiration: made?.Expiration?.toISOString(),
    })
    const WebIdentityToken = 'bearer-of-a-secret'
    const given = { RoleArn: roleArn('irsa'), RoleSessionName: 'forged', WebIdentityToken }
    await outcome(server.client(STSClient).send(new AssumeRoleWithWebIdentityCommand(given)))
    const [forged] = await lookup(by('EventName', 'AssumeRoleWithWebIdentity'))
    expect(recordOf(forged!)).toMatchObject({ requestParameters: { roleSessionName: 'forged' } })
    expect(JSON.stringify(forged)).not.toContain(WebIdentityToken)
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
  const recorded = (await lookup(by('EventName', 'CreateRole'))).map(recordOf)
  for (const [requestId, code] of requests) {
    const found = recorded.filter(({ requestID }) => requestID === requestId)
    expect(found.map(({ errorCode }) => errorCode)).toEqual([code])
  }
})

test('calls on data that a door reports are data events, and no others', async () => {
  let tools: ServerDoors | undefined
  const own = await startTestServer({
    doors: (given) => {
      tools = given
      return []
    },
  })
  const arn = 'arn:aws:s3:::shop-reports/q1.csv'
  const headers = RequestHeaders.from({ 'user-agent': 'x'.repeat(5000) })
  await tools?.record({
    arrival: {
      head: { method: 'GET', path: '/shop-reports/q1.csv', query: '', headers },
      requestId: 'a-request',
      at: own.now(),
      sourceAddress: '127.0.0.1',
      secure: false,
    },
    region: 'us-east-1',
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    readOnly: true,
    requestParameters: { bucketName: 'shop-reports', key: 'q1.csv' },
    resources: [{ type: 'AWS::S3::Object', ARN: arn, accountId: account }],
    errorCode: 'AccessDenied',
    errorMessage: 'x'.repeat(5000),
  })
  const client = own.client(CloudTrailClient)
  const asked = by('ResourceName', arn)
  const data = { ...asked, EventCategory: 'data' } as unknown as LookupEventsCommandInput
  const { Events = [] } = await client.send(new LookupEventsCommand(data))
  expect(Events.map(recordOf)).toEqual([
    expect.objectContaining({
      eventName: 'GetObject',
      eventCategory: 'Data',
      managementEvent: false,
      userIdentity: { type: 'AWSAccount', principalId: '', accountId: 'anonymous' },
      userAgent: 'x'.repeat(1024),
      errorMessage: 'x'.repeat(1024),
      resources: [{ type: 'AWS::S3::Object', ARN: arn, accountId: account }],
    }),
  ])
  expect((await client.send(new LookupEventsCommand(asked))).Events).toEqual([])
  expect(own.errors).toEqual([])
  await own.close()
})
