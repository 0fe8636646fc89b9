import { InvalidUserTypeException$ } from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { iamFaults } from '../faults.ts'

/** Refusals about login profiles, in AWS's words where AWS says it. */
export const loginProfileFaults = {
  exists: (name: string) => iamFaults.alreadyExists(`Login Profile for user ${name} already exists.`),
  /** Ours: AWS throttles. */
  locked: (name: string) =>
    iamFaults.temporarilyUnmodifiable(
      `Login Profile for User ${name} cannot be modified after so many wrong passwords. Try again later.`,
    ),
  noPassword: () =>
    iamFaults.validation(
      "1 validation error detected: Value null at 'password' failed to satisfy constraint: Member must not be null",
    ),
  noSuchProfile: (name: string) => iamFaults.noSuchEntity(`Login Profile for User ${name} cannot be found.`),
  notUser: () => faultOf(InvalidUserTypeException$, 'Only IAM Users can change their own password'),
  underChange: (name: string) =>
    iamFaults.temporarilyUnmodifiable(
      `Login Profile for User ${name} cannot be modified while login profile is being created.`,
    ),
  wrongPassword: () =>
    new Fault({ code: 'AccessDenied', status: 403, blame: 'client' }, 'The old password was incorrect.'),
}
