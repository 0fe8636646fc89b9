import { awsOrganizationPolicies } from '../../records/aws-organization-policies.data.ts'
import type { OrganizationPolicyType } from '../../records/organization-policy.ts'

/** The ids of the policies that allow everything, which everything has from the start, of the enabled types. */
export function fullAccess(enabled: readonly OrganizationPolicyType[]): string[] {
  return [...awsOrganizationPolicies.values()]
    .filter(({ type }) => enabled.includes(type))
    .map(({ id }) => id)
}
