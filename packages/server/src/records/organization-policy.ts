import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

export type OrganizationPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY'

export interface OrganizationPolicy {
  /** `aws` for those that AWS keeps. */
  readonly organizationId: string
  /** `p-` and eight lower case letters or digits. */
  readonly id: string
  readonly arn: string
  readonly type: OrganizationPolicyType
  readonly name: string
  readonly description: string
  readonly content: string
  readonly tags: Tags
}

export const organizationPolicies = collection<OrganizationPolicy, [organizationId: string, id: string]>(
  'organizations.policy',
)
