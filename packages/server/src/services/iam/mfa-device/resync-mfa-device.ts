import { ResyncMFADevice$, type ResyncMFADeviceRequest } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { findUser } from '../user/find-user.ts'
import { userPermission } from '../user/user-permission.ts'
import { acceptCodes } from './accept-codes.ts'
import { findDeviceOfUser } from './find-device-of-user.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { mfaDeviceFaults } from './mfa-device-faults.ts'
import { userDeviceResources } from './user-device-resources.ts'

/** An hour to each side. */
const far = 120

/** Finds how far off the clock of a device is; its codes are then looked for there. */
export const resyncMfaDevice = operation<Given<ResyncMFADeviceRequest>, void>(ResyncMFADevice$, {
  constraints: {
    AuthenticationCode1: mfaDeviceConstraints.code,
    AuthenticationCode2: mfaDeviceConstraints.code,
    SerialNumber: mfaDeviceConstraints.serialNumber,
    UserName: iamConstraints.userName,
  },
  authorize: userPermission('ResyncMFADevice'),
  trail: { readOnly: false, resources: userDeviceResources },
  async handle({ AuthenticationCode1, AuthenticationCode2, SerialNumber, UserName }, context) {
    const device = await findDeviceOfUser(SerialNumber, await findUser(UserName, context), context)
    const codes = [AuthenticationCode1, AuthenticationCode2] as const
    if (!(await acceptCodes(device, { codes, far }, context))) throw mfaDeviceFaults.wrongCode()
  },
})
