import type { MfaDevice } from '../../../records/mfa-device.ts'
import type { Taggable } from '../tag/taggable.ts'
import { findMfaDevice } from './find-mfa-device.ts'
import { keepMfaDevice } from './keep-mfa-device.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { mfaDevicePermission } from './mfa-device-permission.ts'

/** The tags of virtual MFA devices. */
export const mfaDeviceTags: Taggable<MfaDevice> = {
  member: 'SerialNumber',
  constraint: mfaDeviceConstraints.serialNumber,
  rule: 'exact',
  resourceType: 'AWS::IAM::VirtualMFADevice',
  permission: mfaDevicePermission,
  find: findMfaDevice,
  findOwn: findMfaDevice,
  keep: keepMfaDevice,
}
