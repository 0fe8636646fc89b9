import { type MfaDevice, mfaDevices } from '../../../records/mfa-device.ts'
import type { User } from '../../../records/user.ts'
import { userMfaDevices } from '../../../records/user-mfa-device.ts'
import type { Reader } from '../../../store/store.ts'

/** The devices that are enabled for a user. */
export async function devicesOfUser(
  { account, id, name }: Pick<User, 'account' | 'id' | 'name'>,
  reader: Reader,
): Promise<readonly MfaDevice[]> {
  const listed = await reader.list(userMfaDevices, [account, id])
  return Promise.all(
    listed.map(async ({ serialNumber }) => {
      const device = await reader.get(mfaDevices, [account, serialNumber.toLowerCase()])
      if (!device) throw new Error(`${name} has MFA device ${serialNumber}, which does not exist`)
      return device
    }),
  )
}
