import type { User } from '../../../records/user.ts'
import type { ServiceContext } from '../../service-context.ts'
import { devicesOfUser } from './devices-of-user.ts'
import { keepMfaDevice } from './keep-mfa-device.ts'

/** Tells the devices of a user the name that the user has now. */
export async function renameDevices(user: User, context: ServiceContext): Promise<void> {
  for (const device of await devicesOfUser(user, context.transaction)) {
    if (!device.enabled) throw new Error(`${device.serialNumber} is of ${user.name} and enabled for nobody`)
    await keepMfaDevice({ ...device, enabled: { ...device.enabled, userName: user.name } }, context)
  }
}
