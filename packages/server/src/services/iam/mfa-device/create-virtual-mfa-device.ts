import {
  CreateVirtualMFADevice$,
  type CreateVirtualMFADeviceRequest,
  type CreateVirtualMFADeviceResponse,
} from '@aws-sdk/client-iam'
import { encodeBase32 } from '@rolecall/core'
import { accounts } from '../../../records/account.ts'
import { type MfaDevice, mfaDevices } from '../../../records/mfa-device.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { iamConstraints } from '../constraints.ts'
import { createPermissions } from '../create-permissions.ts'
import { iamFaults } from '../faults.ts'
import { iamQuotas } from '../quotas.ts'
import { mergeTags } from '../tag/merge-tags.ts'
import { tagsOutput } from '../tag/tags-output.ts'
import { keepMfaDevice } from './keep-mfa-device.ts'
import { mfaDeviceArn } from './mfa-device-arn.ts'
import { mfaDeviceConstraints } from './mfa-device-constraints.ts'
import { mfaDeviceFaults } from './mfa-device-faults.ts'
import { provisioningUri } from './provisioning-uri.ts'

/** Bytes of a seed: sixty-four characters of base32, as AWS's have. */
const seedBytes = 40

const longestSerialNumber = 256

interface Drawn {
  readonly seed: string
  readonly picture: Uint8Array
}

/** The seed is told here and never again: what is kept of it opens in the vault alone. */
export const createVirtualMfaDevice = operation<
  Given<CreateVirtualMFADeviceRequest>,
  CreateVirtualMFADeviceResponse,
  Drawn
>(CreateVirtualMFADevice$, {
  constraints: {
    Path: iamConstraints.path,
    Tags: iamConstraints.tags,
    VirtualMFADeviceName: mfaDeviceConstraints.name,
  },
  authorize: (input, context) =>
    createPermissions('VirtualMFADevice', mfaDeviceArn(input, context), input.Tags),
  trail: {
    readOnly: false,
    resources: ({ VirtualMFADeviceName: name }) => [{ type: 'AWS::IAM::VirtualMFADevice', name }],
  },
  async prepare({ VirtualMFADeviceName: name }, { account, random, reader }) {
    const seed = encodeBase32(random(seedBytes))
    const kept = await reader.get(accounts, [account])
    // What draws is large, and most servers never do.
    const { qrCodePng } = await import('./qr-code-png.ts')
    return { seed, picture: qrCodePng(provisioningUri({ name, account: kept?.alias ?? account, seed })) }
  },
  async handle(input, context, { seed, picture }) {
    const { account, now, transaction, vault } = context
    const serialNumber = mfaDeviceArn(input, context)
    if (serialNumber.length > longestSerialNumber) throw mfaDeviceFaults.tooLong()
    if (await transaction.get(mfaDevices, [account, serialNumber.toLowerCase()]))
      throw mfaDeviceFaults.exists()
    const most = iamQuotas.virtualMfaDevicesPerAccount
    const count = await transaction.count(mfaDevices, [account])
    if (count >= most) throw iamFaults.quotaExceeded('MFADevices', most)
    const device: MfaDevice = {
      account,
      name: input.VirtualMFADeviceName,
      path: input.Path ?? '/',
      serialNumber,
      createdAt: now,
      tags: mergeTags({}, input.Tags),
      sealedSeed: vault.close(`MFA device ${serialNumber}`, seed),
      drift: 0,
    }
    await keepMfaDevice(device, context)
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumber,
        Base32StringSeed: Buffer.from(seed),
        QRCodePNG: picture,
        ...tagsOutput(device),
      },
    }
  },
})
