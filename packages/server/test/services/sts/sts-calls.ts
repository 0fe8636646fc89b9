import * as sts from '@aws-sdk/client-sts'
import { plainDenial } from '../../plain-denial.ts'
import type { Credentials, TestServer } from '../../start-test-server.ts'

export const account = '111122223333'
export const roleArn = (name: string) => `arn:aws:iam::${account}:role/${name}`

/** A policy document of one statement or several. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements })
}

/** A trust policy that lets a principal assume, tag and name itself, unless `more` says otherwise. */
export function trust(principal: string | object, more: object = {}): string {
  const Principal = typeof principal === 'string' ? { AWS: principal } : principal
  const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity']
  return policy({ Effect: 'Allow', Principal, Action, ...more })
}

type Input = Partial<sts.AssumeRoleCommandInput>

/** The credentials of a session of a role. */
export async function assume(
  server: TestServer,
  credentials: Credentials,
  role: string,
  input: Input = {},
): Promise<Required<Credentials>> {
  const { Credentials: made } = await assumeRole(server, credentials, { RoleArn: roleArn(role), ...input })
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = made ?? {}
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken }
}

/** The whole answer. Throws what AWS's client throws. */
export async function assumeRole(server: TestServer, credentials: Credentials, input: Input) {
  const client = server.client(sts.STSClient, { credentials })
  try {
    const command = { RoleArn: undefined, RoleSessionName: 'work', ...input }
    return await client.send(new sts.AssumeRoleCommand(command))
  } finally {
    client.destroy()
  }
}

/** What came of a call: `ok`, or the code and the text it was refused with, which of a denial is AWS's. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'ok'
  } catch (error) {
    const { name, message, Code } = error as Error & { Code?: string }
    return `${Code ?? name}: ${plainDenial(message)}`
  }
}
