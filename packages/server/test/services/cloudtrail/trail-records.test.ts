import {
  CloudTrailClient,
  type Event,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail'
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  DeleteRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { RequestHeaders } from '@rolecall/aws-protocol'
import type { ServerDoors } from '@rolecall/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eksToken, kubernetesCall, makeCluster } from '../../kubernetes-api/cluster-access.ts'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { account, assume, outcome, policy, roleArn } from '../sts/sts-calls.ts'
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

describe('an event', () => {
  let event: Event
  let requestId: string | undefined

  beforeAll(async () => {
    const made = await makeRole(server, 'recorded')
    requestId = made.$metadata.requestId
    event = (await lookup(server, by('ResourceName', 'recorded')))[0] ?? {}
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
    const [read] = await lookup(server, by('EventName', 'GetRole'))
    expect(recordOf(read!)).toMatchObject({
      readOnly: true,
      requestParameters: { roleName: 'recorded' },
      responseElements: null,
    })
  })

  test('of a refused call holds its error', async () => {
    await outcome(makeRole(server, 'recorded'))
    const [refused] = await lookup(server, by('EventName', 'CreateRole'))
    expect(recordOf(refused!)).toMatchObject({
      errorCode: 'EntityAlreadyExists',
      errorMessage: 'Role with name recorded already exists.',
      responseElements: null,
    })
  })

  test('of a call that may not be made says who wanted it', async () => {
    await makeRole(server, 'powerless')
    const session = await assume(server, server.credentials, 'powerless', { RoleSessionName: 'nosy' })
    await outcome(iam(session).send(new DeleteRoleCommand({ RoleName: 'recorded' })))
    const [refused] = await lookup(server, by('Username', 'nosy'))
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
    const [event] = await lookup(server, by('EventName', 'GetRole'))
    expect(recordOf(event!).userAgent).toBe(agent.slice(0, 1024))
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
    await makeRole(server, 'next')
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
    const [exchange] = await lookup(server, by('Username', subject))
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
      ...(await lookup(server, by('Username', 'from-a-pod'))),
      ...(await lookup(server, by('Username', 'from-a-role'))),
    ]
    expect(later.map(({ EventName }) => EventName)).toEqual(['AssumeRole', 'ListRoles', 'ListRoles'])
    for (const event of later) expect(recordOf(event).additionalEventData).toMatchObject({ kubernetes })

    // Whatever stands in the trail, no secret and no token does.
    const all = JSON.stringify(await lookup(server))
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
    const [record] = (await lookup(server, by('EventName', 'GetSessionToken'))).map(recordOf)
    expect(record.responseElements.credentials).toEqual({
      accessKeyId: made?.AccessKeyId,
      expiration: made?.Expiration?.toISOString(),
    })
    const WebIdentityToken = 'bearer-of-a-secret'
    const given = { RoleArn: roleArn('irsa'), RoleSessionName: 'forged', WebIdentityToken }
    await outcome(server.client(STSClient).send(new AssumeRoleWithWebIdentityCommand(given)))
    const [forged] = await lookup(server, by('EventName', 'AssumeRoleWithWebIdentity'))
    expect(recordOf(forged!)).toMatchObject({ requestParameters: { roleSessionName: 'forged' } })
    expect(JSON.stringify(forged)).not.toContain(WebIdentityToken)
  })
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
