import { collection } from '../store/collection.ts'

/** What passwords an account asks of its users. An account that has none asks what AWS asks of everybody. */
export interface PasswordPolicy {
  readonly minimumLength: number
  readonly requireSymbols: boolean
  readonly requireNumbers: boolean
  readonly requireUppercase: boolean
  readonly requireLowercase: boolean
  readonly allowUsersToChangePassword: boolean
  /** Days that a password is good for; without it, for ever. */
  readonly maxAge?: number | undefined
  /** How many passwords, the one in force included, may not be set again. */
  readonly reusePrevention?: number | undefined
  /** Who let a password expire cannot set the next one at the console. */
  readonly hardExpiry?: boolean | undefined
}

export const passwordPolicies = collection<PasswordPolicy, [account: string]>('iam.password-policy')
