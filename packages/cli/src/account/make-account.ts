import { setTimeout as sleep } from 'node:timers/promises'
import {
  CreateAccountCommand,
  type CreateAccountStatus,
  DescribeCreateAccountStatusCommand,
  type OrganizationsClient,
} from '@aws-sdk/client-organizations'
import { Refusal } from '../refusal.ts'
import { allAccounts } from './all-accounts.ts'

/** AWS takes minutes, a server of one's own no time: waits grow from the first to the second, in milliseconds. */
const firstWait = 50
const longestWait = 5000

/**
 * The id of the account with this name and email: the one that is there, when an earlier run was interrupted, or a
 * new one, once it is made.
 *
 * @throws Refusal when the email is another account's, or AWS could not make it.
 */
export async function makeAccount(client: OrganizationsClient, name: string, email: string): Promise<string> {
  const same = (await allAccounts(client)).find(
    (account) => account.Email?.toLowerCase() === email.toLowerCase(),
  )
  if (same && (same.Name !== name || same.Status !== 'ACTIVE')) {
    throw new Refusal(`${email} belongs to account ${same.Id}, which is called ${same.Name} (${same.Status})`)
  }
  if (same?.Id) return same.Id
  const asked = await client.send(new CreateAccountCommand({ AccountName: name, Email: email }))
  let status: CreateAccountStatus = asked.CreateAccountStatus ?? {}
  for (let wait = firstWait; status.State === 'IN_PROGRESS'; wait = Math.min(wait * 2, longestWait)) {
    await sleep(wait)
    const again = new DescribeCreateAccountStatusCommand({ CreateAccountRequestId: status.Id })
    status = (await client.send(again)).CreateAccountStatus ?? {}
  }
  if (status.State === 'SUCCEEDED' && status.AccountId) return status.AccountId
  throw new Refusal(`the account could not be made: ${status.FailureReason ?? 'no reason is given'}`)
}
