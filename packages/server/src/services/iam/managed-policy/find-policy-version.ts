import type { ManagedPolicy, PolicyVersion } from '../../../records/managed-policy.ts'
import { iamFaults } from '../faults.ts'

/** The version of a policy with this id. @throws Fault NoSuchEntity */
export function findPolicyVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.find((one) => one.id === id)
  if (!version) throw iamFaults.noSuchPolicyVersion(policy.arn, id)
  return version
}
