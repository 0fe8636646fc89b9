import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import type { Credentials, TestServer } from '../../start-test-server.ts'
import { answered } from './organizations-steps.ts'

/** Makes an account and waits until it is there; answers its id. */
export async function makeAccount(server: TestServer, name: string, more: object = {}): Promise<string> {
  const made = await answered(server, 'CreateAccount', {
    AccountName: name,
    Email: `${name}@example.com`,
    ...more,
  })
  const { AccountId, FailureReason, State } = await endOfCreation(server, made.CreateAccountStatus.Id)
  if (State !== 'SUCCEEDED') throw new Error(FailureReason)
  return AccountId
}

/** How the making of an account ended. */
export async function endOfCreation(server: TestServer, CreateAccountRequestId: string) {
  for (;;) {
    const asked = { CreateAccountRequestId }
    const { CreateAccountStatus } = await answered(server, 'DescribeCreateAccountStatus', asked)
    if (CreateAccountStatus.State !== 'IN_PROGRESS') return CreateAccountStatus
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** Credentials of a role session. */
export async function assumeArn(
  server: TestServer,
  RoleArn: string,
  credentials: Credentials = server.credentials,
): Promise<Required<Credentials>> {
  const client = server.client(STSClient, { credentials })
  try {
    const made = await client.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }))
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made.Credentials ?? {}
    return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
  } finally {
    client.destroy()
  }
}

/** The administrator of a member account, by the role that it was made with. */
export function enter(server: TestServer, account: string): Promise<Required<Credentials>> {
  return assumeArn(server, `arn:aws:iam::${account}:role/OrganizationAccountAccessRole`)
}
