import type { Organization } from '../../records/organization.ts'
import type { ServiceContext } from '../service-context.ts'
import { organizationsFaults } from './faults.ts'
import { ownOrganization } from './own-organization.ts'

/**
 * The organization whose management account calls: nobody else may change it, or list what is in it.
 *
 * @throws Fault AWSOrganizationsNotInUseException, AccessDeniedException for a member
 */
export async function managedOrganization({ account, transaction }: ServiceContext): Promise<Organization> {
  const organization = await ownOrganization(account, transaction)
  if (!organization) throw organizationsFaults.notInUse()
  if (organization.managementAccountId !== account) throw organizationsFaults.noAccess()
  return organization
}
