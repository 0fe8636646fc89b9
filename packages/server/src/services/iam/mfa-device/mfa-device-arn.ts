import { iamArn } from '../iam-arn.ts'

/** The serial number of the virtual device that a call makes. */
export function mfaDeviceArn(
  { Path = '/', VirtualMFADeviceName }: { Path?: string | undefined; VirtualMFADeviceName: string },
  context: { partition: string; account: string },
): string {
  return iamArn(`mfa${Path}${VirtualMFADeviceName}`, context)
}
