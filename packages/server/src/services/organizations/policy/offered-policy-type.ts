import { PolicyType } from '@aws-sdk/client-organizations'
import type { Organization } from '../../../records/organization.ts'
import type { OrganizationPolicyType } from '../../../records/organization-policy.ts'
import { organizationsFaults } from '../faults.ts'

const offered: ReadonlySet<string> = new Set<OrganizationPolicyType>([
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
])
const known: ReadonlySet<string> = new Set(Object.values(PolicyType))

/**
 * The types of policy that are evaluated here. A policy of another type would stand there and do nothing, so AWS's
 * refusal for an organization that lacks the type is given.
 *
 * @throws Fault PolicyTypeNotAvailableForOrganizationException, InvalidInputException
 */
export function offeredPolicyType(
  type: string,
  { featureSet }: Pick<Organization, 'featureSet'>,
): OrganizationPolicyType {
  if (!known.has(type)) throw organizationsFaults.invalidEnum()
  if (!offered.has(type) || featureSet !== 'ALL') throw organizationsFaults.typeNotAvailable()
  return type as OrganizationPolicyType
}
