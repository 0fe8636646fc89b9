import type { Operation } from '../../operation.ts'
import { createPolicy } from './create-policy.ts'
import { createPolicyVersion } from './create-policy-version.ts'
import { deletePolicy } from './delete-policy.ts'
import { deletePolicyVersion } from './delete-policy-version.ts'
import { getPolicy } from './get-policy.ts'
import { getPolicyVersion } from './get-policy-version.ts'
import { listEntitiesForPolicy } from './list-entities-for-policy.ts'
import { listPolicies } from './list-policies.ts'
import { listPolicyVersions } from './list-policy-versions.ts'
import { setDefaultPolicyVersion } from './set-default-policy-version.ts'

/** Operations on managed policies and their versions. */
export const managedPolicyOperations: readonly Operation[] = [
  createPolicyVersion,
  createPolicy,
  deletePolicyVersion,
  deletePolicy,
  getPolicyVersion,
  getPolicy,
  listEntitiesForPolicy,
  listPolicies,
  listPolicyVersions,
  setDefaultPolicyVersion,
]
