import { userResource } from '../user/user-resource.ts'
import { mfaDeviceResource } from './mfa-device-resource.ts'

/** The user and the device that a call is about, as `LookupEvents` finds them. */
export function userDeviceResources(input: {
  SerialNumber: string
  UserName?: string | undefined
}): { type: string; name: string }[] {
  return [...userResource(input), ...mfaDeviceResource(input)]
}
