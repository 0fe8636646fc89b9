import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ContextKeys } from '../context-keys.ts'
import { iamArn } from '../iam-arn.ts'
import { resourceTagKeys } from '../tag/resource-tag-keys.ts'
import { readMfaDevice } from './read-mfa-device.ts'

/** The permission to act on the device that a call names. What is no ARN of a device here names none. */
export async function mfaDevicePermission(
  action: string,
  serialNumber: string,
  context: ServiceContext,
  keys: ContextKeys = [],
): Promise<Permission[]> {
  const device = await readMfaDevice(serialNumber, context)
  const isArn = serialNumber.startsWith(iamArn('mfa/', context))
  return [
    {
      action: `iam:${action}`,
      resource: isArn ? serialNumber : iamArn(`mfa/${serialNumber}`, context),
      context: [...resourceTagKeys(device?.tags), ...keys],
    },
  ]
}
