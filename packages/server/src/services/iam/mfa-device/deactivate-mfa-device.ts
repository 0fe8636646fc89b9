import { DeactivateMFADevice$, type DeactivateMFADeviceRequest } from '@aws-sdk/client-iam'
import { userMfaDevices } from '../../../records/user-mfa-device.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { findDeviceOfUser } from './find-device-of-user.ts'
import { keepMfaDevice } from './keep-mfa-device.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { userDeviceResources } from './user-device-resources.ts'

/** Takes a device from its user. The device stays, for nobody, until it is deleted. */
export const deactivateMfaDevice = operation<Given<DeactivateMFADeviceRequest>, void>(DeactivateMFADevice$, {
  constraints: { SerialNumber: mfaDeviceConstraints.serialNumber, UserName: iamConstraints.userName },
  authorize: userPermission('DeactivateMFADevice'),
  trail: { readOnly: false, resources: userDeviceResources },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const device = await findDeviceOfUser(input.SerialNumber, user, context)
    await keepMfaDevice({ ...device, enabled: undefined }, context)
    const key = [user.account, user.id, device.serialNumber.toLowerCase()] as const
    await context.transaction.delete(userMfaDevices, [...key])
  },
})
