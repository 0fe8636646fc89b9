import { awsOrganizationPolicies } from '../../../records/aws-organization-policies.data.ts'
import type { Organization } from '../../../records/organization.ts'
import {
  type OrganizationPolicy,
  type OrganizationPolicyType,
  organizationPolicies,
} from '../../../records/organization-policy.ts'
import type { Reader } from '../../../store/store.ts'

/** The policies of a type that an organization can attach, AWS's own first. */
export async function policiesOfType(
  type: OrganizationPolicyType,
  { id }: Organization,
  reader: Reader,
): Promise<OrganizationPolicy[]> {
  const all = [...awsOrganizationPolicies.values(), ...(await reader.list(organizationPolicies, [id]))]
  return all.filter((policy) => policy.type === type)
}
