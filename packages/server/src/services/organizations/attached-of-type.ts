import { findOrganizationPolicy } from '../../records/find-organization-policy.ts'
import type { Organization } from '../../records/organization.ts'
import type { OrganizationPolicy, OrganizationPolicyType } from '../../records/organization-policy.ts'
import type { Reader } from '../../store/store.ts'
import type { Target } from './targets.ts'

/** The policies of a type that are attached to a target itself. */
export async function attachedOfType(
  { attached }: Target,
  type: OrganizationPolicyType,
  { id }: Organization,
  reader: Reader,
): Promise<OrganizationPolicy[]> {
  const policies = await Promise.all(attached.map((one) => findOrganizationPolicy(reader, id, one)))
  return policies.filter((policy) => policy !== undefined).filter((policy) => policy.type === type)
}
