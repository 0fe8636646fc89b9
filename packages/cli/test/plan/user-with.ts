import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam'
import type { TestServer } from '../../../server/test/start-test-server.ts'

/** IAM as one who may do only this. */
export async function userWith(
  server: TestServer,
  UserName: string,
  ...Action: string[]
): Promise<IAMClient> {
  const iam = server.client(IAMClient)
  await iam.send(new CreateUserCommand({ UserName }))
  const PolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  })
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'this', PolicyDocument }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  }
  return server.client(IAMClient, { credentials })
}
