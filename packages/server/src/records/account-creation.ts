import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'

/** A request to make an account, and how it went. */
export interface AccountCreation {
  readonly organizationId: string
  /** `car-` and 32 lower case letters or digits. */
  readonly id: string
  readonly state: 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED'
  readonly requestedAt: number
  readonly completedAt?: number | undefined
  readonly accountName: string
  readonly email: string
  readonly roleName: string
  readonly tags: Tags
  readonly accountId?: string | undefined
  readonly failureReason?: 'EMAIL_ALREADY_EXISTS' | 'ACCOUNT_LIMIT_EXCEEDED' | undefined
}

export const accountCreations = collection<AccountCreation, [organizationId: string, id: string]>(
  'organizations.account-creation',
)
