import { ListMFADevices$, type ListMFADevicesRequest, type ListMFADevicesResponse } from '@aws-sdk/client-iam'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { iamDate } from '../iam-date.ts'
import { page } from '../page.ts'
import { findUser } from '../user/find-user.ts'
import { userNamed } from '../user/user-named.ts'
import { userPermission } from '../user/user-permission.ts'
import { userResource } from '../user/user-resource.ts'
import { devicesOfUser } from './devices-of-user.ts'

export const listMfaDevices = operation<ListMFADevicesRequest, ListMFADevicesResponse>(ListMFADevices$, {
  constraints: {
    Marker: iamConstraints.marker,
    MaxItems: iamConstraints.maxItems,
    UserName: iamConstraints.userName,
  },
  authorize: userPermission('ListMFADevices'),
  trail: { readOnly: true, resources: userResource },
  async handle(input, context) {
    const user = await findUser(userNamed(input, context), context)
    const devices = await devicesOfUser(user, context.transaction)
    const { items, marker } = page(devices, input, ({ serialNumber }) => serialNumber.toLowerCase())
    return {
      MFADevices: items.map(({ serialNumber, enabled }) => ({
        UserName: user.name,
        SerialNumber: serialNumber,
        EnableDate: iamDate(enabled?.at ?? 0),
      })),
      ...marker,
    }
  },
})
