import type { MfaDevice } from '../../../records/mfa-device.ts'
import type { ServiceContext } from '../../service-context.ts'
import { mfaDeviceFaults } from './mfa-device-faults.ts'
import { readMfaDevice } from './read-mfa-device.ts'

/** The device of the caller's account with this serial number. @throws Fault NoSuchEntity */
export async function findMfaDevice(serialNumber: string, context: ServiceContext): Promise<MfaDevice> {
  const device = await readMfaDevice(serialNumber, context)
  if (!device) throw mfaDeviceFaults.noSuchDevice(serialNumber)
  return device
}
