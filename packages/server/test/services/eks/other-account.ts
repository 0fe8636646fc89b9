import type { Credentials, TestServer } from '../../start-test-server.ts'
import { enter, makeAccount } from '../organizations/make-organization.ts'
import { answered } from '../organizations/organizations-steps.ts'

/** Makes another account on the server, and answers the credentials of an administrator of it. */
export async function otherAccount(
  server: TestServer,
): Promise<{ account: string; credentials: Credentials }> {
  await answered(server, 'CreateOrganization')
  const account = await makeAccount(server, 'other')
  return { account, credentials: await enter(server, account) }
}
