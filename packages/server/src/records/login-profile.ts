import { collection } from '../store/collection.ts'
import type { WrongAttempts } from './wrong-attempts.ts'

/** That a user has a password for the console. */
export interface LoginProfile {
  readonly account: string
  /** `AIDA…`: a user who is given another name keeps the password, and another user of that name has none. */
  readonly userId: string
  readonly createdAt: number
  /** The next sign-in is to set a new password. */
  readonly passwordResetRequired: boolean
  /** When the password in force was set, in milliseconds since the epoch. */
  readonly passwordChangedAt: number
  /** Of the password in force and of those before it, newest first; see `secrets/password-hashes.ts`. */
  readonly passwordHashes: readonly [inForce: string, ...earlier: string[]]
  readonly wrong?: WrongAttempts | undefined
}

export const loginProfiles = collection<LoginProfile, [account: string, userId: string]>('iam.login-profile')
