import { iamFaults } from '../faults.ts'
import type { ManagedPolicy, PolicyVersion } from '../resources/managed-policy.ts'

/** The version of a policy with this id. @throws Fault NoSuchEntity */
export function findPolicyVersion(policy: ManagedPolicy, id: string): PolicyVersion {
  const version = policy.versions.find((one) => one.id === id)
  if (!version) throw iamFaults.noSuchPolicyVersion(policy.arn, id)
  return version
}
