import { InvalidAuthenticationCodeException$ } from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'
import { iamFaults } from '../faults.ts'

/** Refusals about MFA devices, in AWS's words. */
export const mfaDeviceFaults = {
  exists: () => iamFaults.alreadyExists('MFADevice entity at the same path and name already exists.'),
  inUse: () => iamFaults.deleteConflict('MFA VirtualDevice in use. Must deactivate first.'),
  isEnabled: () => iamFaults.alreadyExists('MFA Device is already in use.'),
  notOfUser: () => iamFaults.noSuchEntity('MFA Device invalid for user.'),
  noSuchDevice: (serialNumber: string) =>
    iamFaults.noSuchEntity(`VirtualMFADevice with serial number ${serialNumber} doesn't exist.`),
  /** Ours: AWS's model gives paths and names that make serial numbers which no call could name. */
  tooLong: () =>
    iamFaults.validation('The path and the name make a serial number of more than 256 characters.'),
  wrongCode: () =>
    faultOf(InvalidAuthenticationCodeException$, 'Authentication code for device is not valid.'),
}
