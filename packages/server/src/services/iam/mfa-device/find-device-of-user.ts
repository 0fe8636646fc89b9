import type { MfaDevice } from '../../../records/mfa-device.ts'
import type { User } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findMfaDevice } from './find-mfa-device.ts'
import { mfaDeviceFaults } from './mfa-device-faults.ts'

type EnabledDevice = MfaDevice & Required<Pick<MfaDevice, 'enabled'>>

/** A device that is enabled for this user; another's is not for them. @throws Fault NoSuchEntity */
export async function findDeviceOfUser(
  serialNumber: string,
  user: Pick<User, 'id'>,
  context: ServiceContext,
): Promise<EnabledDevice> {
  const device = await findMfaDevice(serialNumber, context)
  if (device.enabled?.userId !== user.id) throw mfaDeviceFaults.notOfUser()
  return device as EnabledDevice
}
