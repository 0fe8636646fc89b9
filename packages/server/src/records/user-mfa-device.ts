import { collection } from '../store/collection.ts'

/** A device that is enabled for a user. The device's own record says the same the other way round. */
export interface UserMfaDevice {
  readonly serialNumber: string
}

export const userMfaDevices = collection<
  UserMfaDevice,
  [account: string, userId: string, lowerCaseSerialNumber: string]
>('iam.user-mfa-device')
