import { iamFaults } from '../faults.ts'
import type { Identity } from './identity.ts'

/** Who still holds policies is not deleted. @throws Fault DeleteConflict */
export function refusePoliciesHeld(identity: Identity): void {
  if (identity.attached.length > 0) {
    throw iamFaults.deleteConflict('Cannot delete entity, must detach all policies first.')
  }
  if (Object.keys(identity.inline).length > 0) {
    throw iamFaults.deleteConflict('Cannot delete entity, must delete policies first.')
  }
}
