import { type PolicyKind, type PolicyQuota, refusePolicy } from '@rolecall/policy'
import { iamFaults } from './faults.ts'

const faults = {
  MalformedPolicyDocument: iamFaults.malformedPolicy,
  LimitExceeded: iamFaults.limitExceeded,
} as const

/**
 * @param quota how long the document may be, when that is not the usual for its kind.
 * @throws Fault MalformedPolicyDocument or LimitExceeded, in AWS's words, for a document IAM would not keep.
 */
export function refuseMalformed(document: string, kind: PolicyKind, quota?: PolicyQuota): void {
  const refusal = refusePolicy(document, kind, quota)
  if (refusal) throw faults[refusal.code](refusal.message)
}
