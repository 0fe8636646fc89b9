import { DeleteVirtualMFADevice$, type DeleteVirtualMFADeviceRequest } from '@aws-sdk/client-iam'
import { mfaDevices } from '../../../records/mfa-device.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { findMfaDevice } from './find-mfa-device.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { mfaDeviceFaults } from './mfa-device-faults.ts'
import { mfaDevicePermission } from './mfa-device-permission.ts'
import { mfaDeviceResource } from './mfa-device-resource.ts'

export const deleteVirtualMfaDevice = operation<Given<DeleteVirtualMFADeviceRequest>, void>(
  DeleteVirtualMFADevice$,
  {
    constraints: { SerialNumber: mfaDeviceConstraints.serialNumber },
    authorize: ({ SerialNumber }, context) =>
      mfaDevicePermission('DeleteVirtualMFADevice', SerialNumber, context),
    trail: { readOnly: false, resources: mfaDeviceResource },
    async handle({ SerialNumber }, context) {
      const { account, enabled } = await findMfaDevice(SerialNumber, context)
      if (enabled) throw mfaDeviceFaults.inUse()
      await context.transaction.delete(mfaDevices, [account, SerialNumber.toLowerCase()])
    },
  },
)
