import { collection } from '../store/collection.ts'
import type { Tags } from './tags.ts'
import type { WrongAttempts } from './wrong-attempts.ts'

/** A virtual MFA device: an authenticator app that shows codes (RFC 6238: SHA-1, six digits, steps of 30 seconds). */
export interface MfaDevice {
  readonly account: string
  readonly name: string
  readonly path: string
  /** Its ARN. */
  readonly serialNumber: string
  readonly createdAt: number
  readonly tags: Tags
  /** Base32; opens in the vault at `MFA device ARN`. */
  readonly sealedSeed: string
  /** Whose it is, once it was enabled. */
  readonly enabled?: { readonly userId: string; readonly userName: string; readonly at: number } | undefined
  /** Steps that its clock is ahead of ours. */
  readonly drift: number
  /** The latest step a code was taken of: no code of it or of an earlier one is good again. */
  readonly lastStep?: number | undefined
  readonly wrong?: WrongAttempts | undefined
}

/** Names differ by more than case. */
export const mfaDevices = collection<MfaDevice, [account: string, lowerCaseSerialNumber: string]>(
  'iam.mfa-device',
)
