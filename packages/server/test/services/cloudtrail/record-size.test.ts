import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail'
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam'
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.close())

async function recordOf(name: string): Promise<{ text: string; parameters: Record<string, unknown> }> {
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: name }]
  const client = server.client(CloudTrailClient)
  const { Events = [] } = await client.send(new LookupEventsCommand({ LookupAttributes }))
  const text = Events[0]?.CloudTrailEvent ?? ''
  return { text, parameters: JSON.parse(text).requestParameters }
}

test('who is nobody does not fill the trail', async () => {
  const PolicyArns = Array.from({ length: 3000 }, () => ({
    arn: `arn:aws:iam::aws:policy/${'x'.repeat(30)}`,
  }))
  const call = new AssumeRoleWithWebIdentityCommand({
    RoleArn: 'arn:aws:iam::111122223333:role/nobody',
    RoleSessionName: 'work',
    WebIdentityToken: 'garbage',
    PolicyArns,
  })
  await expect(server.client(STSClient).send(call)).rejects.toMatchObject({ name: 'ValidationError' })
  const { text, parameters } = await recordOf('AssumeRoleWithWebIdentity')
  expect(text.length).toBeLessThan(8 * 1024)
  expect(parameters).toBeNull()
})

test('a large policy that is refused leaves its size and not itself', async () => {
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: 'x'.repeat(50_000) })
  const call = new CreatePolicyCommand({ PolicyName: 'large', PolicyDocument })
  await expect(server.client(IAMClient).send(call)).rejects.toThrow()
  const { text, parameters } = await recordOf('CreatePolicy')
  expect(text.length).toBeLessThan(8 * 1024)
  expect(parameters['originalSize']).toBeGreaterThan(50_000)
})
