import { type MfaDevice, mfaDevices } from '../../../records/mfa-device.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The device of the caller's account with this serial number, if there is one. */
export async function readMfaDevice(
  serialNumber: string,
  { account, transaction }: ServiceContext,
): Promise<MfaDevice | undefined> {
  const device = await transaction.get(mfaDevices, [account, serialNumber.toLowerCase()])
  return device?.serialNumber === serialNumber ? device : undefined
}
