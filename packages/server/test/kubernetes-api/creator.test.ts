import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import {
  CreateRoleCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  IAMClient,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assume, policy, trust } from '../services/sts/sts-calls.ts'
import { type Credentials, startTestServer, type TestServer } from '../start-test-server.ts'
import { eksToken, kubernetesCall, type MadeCluster, makeCluster } from './cluster-access.ts'

let server: TestServer
let cluster: MadeCluster

const RoleName = 'deployer'
const makeRole = () =>
  server
    .client(IAMClient)
    .send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust('111122223333') }))
const call = (credentials: Credentials, method: string, path: string, body?: object) =>
  kubernetesCall(cluster.endpoint, {
    method,
    path,
    token: eksToken({ credentials, cluster: cluster.name, time: Date.now() }),
    ...(body ? { body: JSON.stringify(body) } : {}),
  })

const tokenPath = '/api/v1/namespaces/kube-system/serviceaccounts/default/token'
const tokenRequest = { spec: { audiences: ['sts.amazonaws.com'] } }

beforeAll(async () => {
  server = await startTestServer()
  await makeRole()
  const allow = { Effect: 'Allow', Action: ['eks:*', 'iam:PassRole'], Resource: '*' }
  const iam = server.client(IAMClient)
  const inline = { RoleName, PolicyName: 'eks' }
  await iam.send(new PutRolePolicyCommand({ ...inline, PolicyDocument: policy(allow) }))
  const credentials = await assume(server, server.credentials, RoleName)
  cluster = await makeCluster(server, 'shop', { credentials })
  expect((await call(credentials, 'POST', tokenPath, tokenRequest)).status).toBe(201)
  await iam.send(new DeleteRolePolicyCommand(inline))
  await iam.send(new DeleteRoleCommand({ RoleName }))
})
afterAll(() => server.close())

describe('the administrator of a cluster is the role that made it', () => {
  test('and no other of its name', async () => {
    await makeRole()
    const credentials = await assume(server, server.credentials, RoleName)
    expect((await call(credentials, 'GET', '/api/v1/namespaces')).status).toBe(403)
    expect((await call(credentials, 'POST', tokenPath, tokenRequest)).status).toBe(403)
  })

  test('and the trail says who asked for which token, granted or not', async () => {
    const lookup = new LookupEventsCommand({
      LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateServiceAccountToken' }],
    })
    const { Events = [] } = await server.client(CloudTrailClient).send(lookup)
    const records = Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent))
    expect(records.map(({ errorCode }) => errorCode)).toEqual(['Forbidden', undefined])
    expect(records[1]).toMatchObject({
      eventSource: 'eks.amazonaws.com',
      eventType: 'AwsServiceEvent',
      readOnly: false,
      requestParameters: { namespace: 'kube-system', resource: 'serviceaccounts', name: 'default' },
      userIdentity: { type: 'AssumedRole' },
    })
    expect(JSON.stringify(records)).not.toContain('eyJ')
  })
})
