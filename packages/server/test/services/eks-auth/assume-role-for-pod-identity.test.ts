import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { DeletePodIdentityAssociationCommand, EKSClient } from '@aws-sdk/client-eks'
import {
  CreateRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { RequestHeaders, signRequest } from '@rolecall/aws-protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, assume, outcome, policy, trust } from '../sts/sts-calls.ts'
import { type PodWorld, startPodWorld } from './pod-world.ts'

let world: PodWorld
beforeAll(async () => {
  world = await startPodWorld()
  await world.associate({ roleArn: await world.makeRole('payments') })
})
afterAll(async () => {
  expect(world.server.errors).toEqual([])
  await world.close()
})

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const clusterArn = `arn:aws:eks:us-east-1:${account}:cluster/shop`
const hour = 3_600_000

async function records(name: string) {
  const { Events = [] } = await world.server
    .client(CloudTrailClient)
    .send(
      new LookupEventsCommand({ LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }] }),
    )
  return Events.map((event) => ({ ...event, record: JSON.parse(event.CloudTrailEvent ?? '') }))
}

test('the token of a pod earns a session of its role, with every member that agents count on', async () => {
  const token = await world.podToken({})
  const before = world.server.now()
  const answer = await world.assume(token)
  const name = new RegExp(`^eks-shop-api-7d9f6c-${uuid}$`)
  const [, sessionName = ''] = answer.assumedRoleUser.assumeRoleId.split(':')
  expect(sessionName).toMatch(name)
  expect(answer).toMatchObject({
    subject: { namespace: 'payments', serviceAccount: 'api' },
    audience: 'pods.eks.amazonaws.com',
    podIdentityAssociation: {
      associationArn: expect.stringMatching(
        /^arn:aws:eks:us-east-1:111122223333:podidentityassociation\/shop\/a-/,
      ),
      associationId: expect.stringMatching(/^a-/),
    },
    assumedRoleUser: {
      arn: `arn:aws:sts::${account}:assumed-role/payments/${sessionName}`,
      assumeRoleId: expect.stringMatching(/^AROA/),
    },
    credentials: { accessKeyId: expect.stringMatching(/^ASIA/), expiration: expect.any(Date) },
  })
  const ends = answer.credentials.expiration.getTime()
  expect(ends).toBeGreaterThan(before + 6 * hour - 1000)
  expect(ends).toBeLessThanOrEqual(world.server.now() + 6 * hour)
  const client = world.server.client(STSClient, { credentials: answer.credentials })
  const { Arn } = await client.send(new GetCallerIdentityCommand({}))
  expect(Arn).toBe(answer.assumedRoleUser.arn)
})

test('names of clusters and pods are cut so that a session name of 64 holds them', async () => {
  const cluster = await world.makeCluster('a-cluster-with-a-long-name_of-many-parts')
  await world.associate({
    clusterName: cluster.name,
    roleArn: `arn:aws:iam::${account}:role/payments`,
  })
  const pod = `pod-${'x'.repeat(200)}`
  const { assumedRoleUser } = await world.assume(await world.podToken({ cluster, pod }), cluster.name)
  const [, name = ''] = assumedRoleUser.assumeRoleId.split(':')
  expect(name).toMatch(new RegExp(`^eks-a-cluster--pod-xxxxxx-${uuid}$`))
  expect(name.length).toBeLessThanOrEqual(64)
})

describe('the trail', () => {
  test('says which node asked for which pod, and neither the token nor the secret', async () => {
    const token = await world.podToken({ pod: 'recorded' })
    const { credentials, podIdentityAssociation } = await world.assume(token)
    const [event] = await records('AssumeRoleForPodIdentity')
    expect(event).toMatchObject({
      EventSource: 'eks-auth.amazonaws.com',
      ReadOnly: 'true',
      Resources: [{ ResourceType: 'AWS::EKS::Cluster', ResourceName: 'shop' }],
    })
    expect(event?.record).toMatchObject({
      userIdentity: { type: 'AssumedRole', sessionContext: { sessionIssuer: { userName: 'node' } } },
      requestParameters: { clusterName: 'shop' },
      responseElements: {
        podIdentityAssociation,
        credentials: { accessKeyId: credentials.accessKeyId },
      },
      additionalEventData: {
        kubernetes: {
          clusterArn,
          namespace: 'payments',
          serviceAccount: 'api',
          pod: 'recorded',
          podUid: expect.stringMatching(new RegExp(`^${uuid}$`)),
        },
      },
    })
    for (const secret of [token, token.split('.')[2], credentials.secretAccessKey, credentials.sessionToken])
      expect(event?.CloudTrailEvent).not.toContain(secret)
  })

  test('has the role’s own record too, by the service and not by the node', async () => {
    const { assumedRoleUser, credentials } = await world.assume(await world.podToken({ pod: 'assumed' }))
    const [event] = await records('AssumeRole')
    expect(event).toMatchObject({
      EventSource: 'sts.amazonaws.com',
      Resources: [{ ResourceType: 'AWS::IAM::Role', ResourceName: `arn:aws:iam::${account}:role/payments` }],
    })
    expect(event?.record).toMatchObject({
      userIdentity: { type: 'AWSService', invokedBy: 'pods.eks.amazonaws.com' },
      sourceIPAddress: 'pods.eks.amazonaws.com',
      userAgent: 'pods.eks.amazonaws.com',
      requestParameters: {
        roleArn: `arn:aws:iam::${account}:role/payments`,
        roleSessionName: assumedRoleUser.assumeRoleId.split(':')[1],
        durationSeconds: 21_600,
        tags: [
          { key: 'eks-cluster-arn', value: clusterArn },
          { key: 'eks-cluster-name', value: 'shop' },
          { key: 'kubernetes-namespace', value: 'payments' },
          { key: 'kubernetes-service-account', value: 'api' },
          { key: 'kubernetes-pod-name', value: 'assumed' },
          { key: 'kubernetes-pod-uid', value: expect.any(String) },
        ],
        transitiveTagKeys: expect.arrayContaining(['kubernetes-pod-uid']),
      },
      responseElements: {
        credentials: { accessKeyId: credentials.accessKeyId },
        assumedRoleUser: { arn: assumedRoleUser.arn },
      },
      additionalEventData: { kubernetes: { pod: 'assumed' } },
    })
    for (const secret of [credentials.secretAccessKey, credentials.sessionToken])
      expect(event?.CloudTrailEvent).not.toContain(secret)
  })

  test('says in the role’s own record that it was refused, for the node’s call has one text for all', async () => {
    const roleArn = await world.makeRole('refusing')
    await world.associate({ namespace: 'refusing', roleArn })
    const token = await world.podToken({ namespace: 'refusing' })
    const PolicyDocument = trust(account)
    const iam = world.server.client(IAMClient)
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'refusing', PolicyDocument }))
    expect(await outcome(world.assume(token))).toMatch(/^AccessDeniedException: Unauthorized/)
    const [event] = await records('AssumeRole')
    expect(event?.record).toMatchObject({
      errorCode: 'AccessDenied',
      requestParameters: { roleArn },
      responseElements: null,
      additionalEventData: { kubernetes: { namespace: 'refusing' } },
    })
  })

  test('names the pod in every later call of the session', async () => {
    const { credentials } = await world.assume(await world.podToken({ pod: 'later' }))
    await world.server.client(STSClient, { credentials }).send(new GetCallerIdentityCommand({}))
    const [event] = await records('GetCallerIdentity')
    expect(event?.record.additionalEventData.kubernetes).toMatchObject({ clusterArn, pod: 'later' })
    expect(event?.record.userIdentity.arn).toMatch(/assumed-role\/payments\/eks-shop-later-/)
  })

  test('names the pod that was refused', async () => {
    const token = await world.podToken({ serviceAccount: 'unassociated', pod: 'refused' })
    expect(await outcome(world.assume(token))).toMatch(/^ResourceNotFoundException/)
    const [event] = await records('AssumeRoleForPodIdentity')
    expect(event?.record).toMatchObject({
      errorCode: 'ResourceNotFoundException',
      additionalEventData: { kubernetes: { pod: 'refused' } },
    })
  })
})

describe('is refused, with the status of EKS Auth’s model,', () => {
  const refused = async (call: Promise<unknown>) => {
    const error = await call.then(
      () => undefined,
      (caught) => caught,
    )
    return [error?.name, error?.$metadata?.httpStatusCode, error?.message]
  }

  test('a cluster that is not there', async () => {
    expect(await refused(world.assume(await world.podToken({}), 'none'))).toEqual([
      'ResourceNotFoundException',
      404,
      'No cluster found for name: none.',
    ])
  })

  test('a ServiceAccount without an association, and one whose association was deleted', async () => {
    const token = await world.podToken({ namespace: 'orders', serviceAccount: 'web', pod: 'web' })
    const expected = [
      'ResourceNotFoundException',
      404,
      'No pod identity association found for service account orders/web in cluster shop.',
    ]
    expect(await refused(world.assume(token))).toEqual(expected)
    const roleArn = `arn:aws:iam::${account}:role/payments`
    const { id } = await world.associate({ namespace: 'orders', serviceAccount: 'web', roleArn })
    expect(await outcome(world.assume(token))).toBe('ok')
    const input = { clusterName: 'shop', associationId: id }
    await world.server.client(EKSClient).send(new DeletePodIdentityAssociationCommand(input))
    expect(await refused(world.assume(token))).toEqual(expected)
  })

  test('a caller without the permission, and one with it for another cluster or by another tag', async () => {
    const iam = world.server.client(IAMClient)
    await iam.send(
      new CreateRoleCommand({ RoleName: 'other-node', AssumeRolePolicyDocument: trust(account) }),
    )
    const by = await assume(world.server, world.server.credentials, 'other-node')
    const token = await world.podToken({})
    const denied = [
      'AccessDeniedException',
      400,
      expect.stringMatching(
        /^User: arn:aws:sts::111122223333:assumed-role\/other-node\/work is not authorized to perform: eks-auth:AssumeRoleForPodIdentity on resource: arn:aws:eks:us-east-1:111122223333:cluster\/shop because no identity-based policy allows/,
      ),
    ]
    expect(await refused(world.assume(token, 'shop', by))).toEqual(denied)
    for (const more of [
      { Resource: `arn:aws:eks:us-east-1:${account}:cluster/other` },
      { Resource: '*', Condition: { StringEquals: { 'aws:ResourceTag/env': 'prod' } } },
    ]) {
      const PolicyDocument = policy({ Effect: 'Allow', Action: 'eks-auth:AssumeRoleForPodIdentity', ...more })
      await iam.send(new PutRolePolicyCommand({ RoleName: 'other-node', PolicyName: 'own', PolicyDocument }))
      expect(await refused(world.assume(token, 'shop', by))).toEqual(denied)
    }
    const PolicyDocument = policy({
      Effect: 'Allow',
      Action: 'eks-auth:AssumeRoleForPodIdentity',
      Resource: clusterArn,
    })
    await iam.send(new PutRolePolicyCommand({ RoleName: 'other-node', PolicyName: 'own', PolicyDocument }))
    expect(await outcome(world.assume(token, 'shop', by))).toBe('ok')
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'other-node', PolicyName: 'own' }))
  })
})

test('newer members of the body are taken, unknown ones passed over, and the errors are in the header', async () => {
  const call = async (body: object) => {
    const url = new URL(`${world.server.url}/clusters/shop/assume-role-for-pod-identity`)
    const text = Buffer.from(JSON.stringify(body))
    const headers = RequestHeaders.from({ host: url.host })
    const request = { method: 'POST', path: url.pathname, query: '', headers, body: text }
    const time = world.server.now()
    const signed = signRequest(request, world.node, { service: 'eks-auth', region: 'us-east-1', time })
    return fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signed },
      body: text,
    })
  }
  const token = await world.podToken({})
  const more = { eksNodeName: 'ip-10-0-0-1', instanceId: 'i-0', zone: 'use1-az1', tomorrow: { a: [1] } }
  const good = await call({ token, ...more })
  expect(good.status).toBe(200)
  expect(
    Number.isFinite(((await good.json()) as { credentials: { expiration: unknown } }).credentials.expiration),
  ).toBe(true)
  const bad = await call({ token: 'x.y.z' })
  expect([bad.status, bad.headers.get('x-amzn-errortype')]).toEqual([400, 'InvalidTokenException'])
  expect(Object.keys((await bad.json()) as object)).toEqual(['message'])
})
