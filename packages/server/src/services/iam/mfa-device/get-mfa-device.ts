import { GetMFADevice$, type GetMFADeviceRequest, type GetMFADeviceResponse } from '@aws-sdk/client-iam'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { findDeviceOfUser } from './find-device-of-user.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { userDeviceResources } from './user-device-resources.ts'

export const getMfaDevice = operation<Given<GetMFADeviceRequest>, GetMFADeviceResponse>(GetMFADevice$, {
  constraints: { SerialNumber: mfaDeviceConstraints.serialNumber, UserName: iamConstraints.userName },
  authorize: userPermission('GetMFADevice'),
  trail: { readOnly: true, resources: userDeviceResources },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const { serialNumber, enabled } = await findDeviceOfUser(input.SerialNumber, user, context)
    return { UserName: user.name, SerialNumber: serialNumber, EnableDate: iamDate(enabled?.at ?? 0) }
  },
})
