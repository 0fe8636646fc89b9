import {
  type AssignmentStatusType,
  ListVirtualMFADevices$,
  type ListVirtualMFADevicesRequest,
  type ListVirtualMFADevicesResponse,
  type VirtualMFADevice,
} from '@aws-sdk/client-iam'
import { type MfaDevice, mfaDevices } from '../../../records/mfa-device.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamConstraints } from '../constraints.ts'
import { iamArn } from '../iam-arn.ts'
import { iamDate } from '../iam-date.ts'
import { page } from '../page.ts'
import { findUser } from '../user/find-user.ts'
import { userOutput } from '../user/user-output.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'

const isListed: Readonly<Record<AssignmentStatusType, (device: MfaDevice) => boolean>> = {
  Any: () => true,
  Assigned: ({ enabled }) => enabled !== undefined,
  Unassigned: ({ enabled }) => enabled === undefined,
}

/** Without their tags, as AWS lists them. */
export const listVirtualMfaDevices = operation<ListVirtualMFADevicesRequest, ListVirtualMFADevicesResponse>(
  ListVirtualMFADevices$,
  {
    constraints: {
      AssignmentStatus: mfaDeviceConstraints.assignmentStatus,
      Marker: iamConstraints.marker,
      MaxItems: iamConstraints.maxItems,
    },
    authorize: (_input, context) => [
      { action: 'iam:ListVirtualMFADevices', resource: iamArn('mfa/', context) },
    ],
    trail: { readOnly: true },
    async handle(input, context) {
      const { AssignmentStatus = 'Any' } = input
      const all = await context.transaction.list(mfaDevices, [context.account])
      const { items, marker } = page(all.filter(isListed[AssignmentStatus]), input, nameOf)
      return {
        VirtualMFADevices: await Promise.all(items.map((device) => output(device, context))),
        ...marker,
      }
    },
  },
)

function nameOf({ serialNumber }: MfaDevice): string {
  return serialNumber.toLowerCase()
}

async function output(
  { enabled, serialNumber: SerialNumber }: MfaDevice,
  context: ServiceContext,
): Promise<VirtualMFADevice> {
  if (!enabled) return { SerialNumber }
  const user = await findUser(enabled.userName, context)
  return { SerialNumber, User: userOutput.listed(user), EnableDate: iamDate(enabled.at) }
}
