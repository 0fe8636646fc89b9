import { type MfaDevice, mfaDevices } from '../../../records/mfa-device.ts'
import type { Transaction } from '../../../store/store.ts'

/** Writes it, new or changed. */
export function keepMfaDevice(
  device: MfaDevice,
  { transaction }: { readonly transaction: Transaction },
): Promise<void> {
  return transaction.put(mfaDevices, [device.account, device.serialNumber.toLowerCase()], device)
}
