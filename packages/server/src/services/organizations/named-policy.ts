import { findOrganizationPolicy } from '../../records/find-organization-policy.ts'
import type { Organization } from '../../records/organization.ts'
import type { OrganizationPolicy } from '../../records/organization-policy.ts'
import type { Reader } from '../../store/store.ts'
import { organizationsFaults } from './faults.ts'
import { organizationIds } from './organization-ids.ts'

/** The policy that a call names by its id. @throws Fault InvalidInputException, PolicyNotFoundException */
export async function namedPolicy(
  id: string,
  organization: Organization,
  reader: Reader,
): Promise<OrganizationPolicy> {
  if (!organizationIds.policy.test(id)) throw organizationsFaults.invalidPattern()
  const policy = await findOrganizationPolicy(reader, organization.id, id)
  if (!policy) throw organizationsFaults.noSuchPolicy()
  return policy
}
