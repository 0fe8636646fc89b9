import type { Reader } from '../store/store.ts'
import { awsOrganizationPolicies } from './aws-organization-policies.data.ts'
import { type OrganizationPolicy, organizationPolicies } from './organization-policy.ts'

/** A policy of AWS or of an organization, by its id. */
export async function findOrganizationPolicy(
  reader: Reader,
  organizationId: string,
  id: string,
): Promise<OrganizationPolicy | undefined> {
  return awsOrganizationPolicies.get(id) ?? (await reader.get(organizationPolicies, [organizationId, id]))
}
