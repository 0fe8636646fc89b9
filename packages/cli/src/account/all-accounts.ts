import { type Account, type OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations'

/** Every account of the organization. */
export async function allAccounts(client: OrganizationsClient): Promise<Account[]> {
  const accounts: Account[] = []
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) accounts.push(...Accounts)
  return accounts
}
