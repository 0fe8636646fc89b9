import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import { findPolicyVersion } from './find-policy-version.ts'

/** The document of a managed policy that holds. */
export function defaultDocument(policy: ManagedPolicy): string {
  return findPolicyVersion(policy, policy.defaultVersionId).document
}
