import type { Organization } from '../../../records/organization.ts'
import type { OrganizationPolicy } from '../../../records/organization-policy.ts'
import type { Reader } from '../../../store/store.ts'
import { organizationsFaults } from '../faults.ts'
import { namedPolicy } from '../named-policy.ts'

/** A policy that the organization may change. @throws Fault InvalidInputException for one that AWS keeps */
export async function ownPolicy(
  id: string,
  organization: Organization,
  reader: Reader,
): Promise<OrganizationPolicy> {
  const policy = await namedPolicy(id, organization, reader)
  if (policy.organizationId === organization.id) return policy
  throw organizationsFaults.input(
    'IMMUTABLE_POLICY',
    "You specified a policy that is managed by AWS and can't be modified.",
  )
}
