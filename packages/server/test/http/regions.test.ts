import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreateClusterCommand, EKSClient } from '@aws-sdk/client-eks'
import { CreateRoleCommand, GetRoleCommand, IAMClient } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

// The region of a signature is the caller's to choose: with it would go the partition of every ARN, past denials
// by ARN, and the place in the trail.
test.each(['cn-north-1', 'us-gov-west-1', 'zz-hide-7', 'us-east-9'])(
  '%s is no region of this server',
  async (region) => {
    const role = new CreateRoleCommand({ RoleName: 'hidden', AssumeRolePolicyDocument: trust })
    await expect(server.client(IAMClient, { region }).send(role)).rejects.toMatchObject({
      name: 'SignatureDoesNotMatch',
      message: 'Credential should be scoped to a valid region. ',
    })
    const roleArn = 'arn:aws:iam::111122223333:role/eks'
    const cluster = new CreateClusterCommand({ name: 'hidden', roleArn, resourcesVpcConfig: {} })
    await expect(server.client(EKSClient, { region }).send(cluster)).rejects.toMatchObject({
      name: 'InvalidSignatureException',
    })
  },
)

test('calls of global services are found at home, wherever they were signed for', async () => {
  const command = new CreateRoleCommand({ RoleName: 'elsewhere', AssumeRolePolicyDocument: trust })
  const { Role } = await server.client(IAMClient, { region: 'eu-west-1' }).send(command)
  expect(Role?.Arn).toBe('arn:aws:iam::111122223333:role/elsewhere')
  await server.client(IAMClient).send(new GetRoleCommand({ RoleName: 'elsewhere' }))
  const lookup = new LookupEventsCommand({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'CreateRole' }],
  })
  const { Events = [] } = await server.client(CloudTrailClient).send(lookup)
  const found = Events.map(({ CloudTrailEvent = '{}' }) => JSON.parse(CloudTrailEvent))
  expect(found.some(({ requestParameters }) => requestParameters?.roleName === 'elsewhere')).toBe(true)
})
