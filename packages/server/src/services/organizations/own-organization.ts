import { accounts } from '../../records/account.ts'
import { type Organization, organizations } from '../../records/organization.ts'
import type { Reader } from '../../store/store.ts'

/** The organization that an account is in, if it is in one. */
export async function ownOrganization(account: string, reader: Reader): Promise<Organization | undefined> {
  const membership = (await reader.get(accounts, [account]))?.membership
  return membership && reader.get(organizations, [membership.organizationId])
}
