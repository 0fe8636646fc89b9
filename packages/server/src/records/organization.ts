import { collection } from '../store/collection.ts'
import type { OrganizationPolicyType } from './organization-policy.ts'

export interface Organization {
  /** `o-` and ten lower case letters or digits. */
  readonly id: string
  readonly partition: string
  /** SCPs and RCPs do not reach it. */
  readonly managementAccountId: string
  readonly rootId: string
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING'
  readonly createdAt: number
  readonly enabledPolicyTypes: readonly OrganizationPolicyType[]
}

export const organizations = collection<Organization, [id: string]>('organizations.organization')
