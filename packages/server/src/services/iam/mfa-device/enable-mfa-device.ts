import { EnableMFADevice$, type EnableMFADeviceRequest } from '@aws-sdk/client-iam'
import { userMfaDevices } from '../../../records/user-mfa-device.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { findUser } from '../user/find-user.ts'
import { userPermission } from '../user/user-permission.ts'
import { acceptCodes } from './accept-codes.ts'
import { findMfaDevice } from './find-mfa-device.ts'
import { keepMfaDevice } from './keep-mfa-device.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { mfaDeviceFaults } from './mfa-device-faults.ts'
import { userDeviceResources } from './user-device-resources.ts'

/** Five minutes to each side: a clock that is further off is for ResyncMFADevice. */
const far = 10

export const enableMfaDevice = operation<Given<EnableMFADeviceRequest>, void>(EnableMFADevice$, {
  constraints: {
    AuthenticationCode1: mfaDeviceConstraints.code,
    AuthenticationCode2: mfaDeviceConstraints.code,
    SerialNumber: mfaDeviceConstraints.serialNumber,
    UserName: iamConstraints.userName,
  },
  authorize: userPermission('EnableMFADevice'),
  trail: { readOnly: false, resources: userDeviceResources },
  async handle({ AuthenticationCode1, AuthenticationCode2, SerialNumber, UserName }, context) {
    const { account, now, transaction } = context
    const user = await findUser(UserName, context)
    const device = await findMfaDevice(SerialNumber, context)
    if (device.enabled) throw mfaDeviceFaults.isEnabled()
    const count = await transaction.count(userMfaDevices, [account, user.id])
    if (count >= iamQuotas.mfaDevicesPerUser) {
      throw iamFaults.quotaExceeded('MFADevicesPerUser', iamQuotas.mfaDevicesPerUser)
    }
    const codes = [AuthenticationCode1, AuthenticationCode2] as const
    const accepted = await acceptCodes(device, { codes, far }, context)
    if (!accepted) throw mfaDeviceFaults.wrongCode()
    await keepMfaDevice({ ...accepted, enabled: { userId: user.id, userName: user.name, at: now } }, context)
    const key = [account, user.id, SerialNumber.toLowerCase()] as const
    await transaction.put(userMfaDevices, [...key], { serialNumber: SerialNumber })
  },
})
