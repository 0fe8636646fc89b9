import { UnmodifiableEntityException$ } from '@aws-sdk/client-iam'
import { faultOf } from '@rolecall/aws-protocol'
import { iamFaults } from '../faults.ts'

/** Refusals about roles, in AWS's words. */
export const roleFaults = {
  inInstanceProfile: () =>
    iamFaults.deleteConflict('Cannot delete entity, must remove roles from instance profile first.'),
  protected: (name: string) =>
    faultOf(
      UnmodifiableEntityException$,
      `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    ),
}
