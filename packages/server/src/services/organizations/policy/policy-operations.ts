import type { Operation } from '../../operation.ts'
import { attachPolicy } from './attach-policy.ts'
import { createPolicy } from './create-policy.ts'
import { deletePolicy } from './delete-policy.ts'
import { describeEffectivePolicy } from './describe-effective-policy.ts'
import { describePolicy } from './describe-policy.ts'
import { detachPolicy } from './detach-policy.ts'
import { listPolicies } from './list-policies.ts'
import { listPoliciesForTarget } from './list-policies-for-target.ts'
import { listTargetsForPolicy } from './list-targets-for-policy.ts'
import { updatePolicy } from './update-policy.ts'

/** Operations on SCPs and RCPs, and on what they are attached to. */
export const policyOperations: readonly Operation[] = [
  attachPolicy,
  createPolicy,
  deletePolicy,
  describeEffectivePolicy,
  describePolicy,
  detachPolicy,
  listPolicies,
  listPoliciesForTarget,
  listTargetsForPolicy,
  updatePolicy,
]
