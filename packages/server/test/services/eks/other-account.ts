import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  DescribeCreateAccountStatusCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { assumeRole } from '../sts/sts-calls.ts'

/** Makes another account on the server, and answers the credentials of an administrator of it. */
export async function otherAccount(
  server: TestServer,
): Promise<{ account: string; credentials: Credentials }> {
  const client = server.client(OrganizationsClient)
  await client.send(new CreateOrganizationCommand({}))
  const asked = { AccountName: 'other', Email: 'other@example.com' }
  const { CreateAccountStatus: begun } = await client.send(new CreateAccountCommand(asked))
  for (;;) {
    const { CreateAccountStatus: status } = await client.send(
      new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: begun?.Id }),
    )
    if (status?.State === 'IN_PROGRESS') continue
    const account = status?.AccountId ?? ''
    const RoleArn = `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`
    const { Credentials: made } = await assumeRole(server, server.credentials, { RoleArn })
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    }
    return { account, credentials }
  }
}
