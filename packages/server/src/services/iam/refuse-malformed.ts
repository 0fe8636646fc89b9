import { type PolicyKind, refusePolicy } from '@rolecall/policy'
import { iamFaults } from './faults.ts'

const faults = {
  MalformedPolicyDocument: iamFaults.malformedPolicy,
  LimitExceeded: iamFaults.limitExceeded,
} as const

/** @throws Fault MalformedPolicyDocument or LimitExceeded, in AWS's words, for a document IAM would not keep. */
export function refuseMalformed(document: string, kind: PolicyKind): void {
  const refusal = refusePolicy(document, kind)
  if (refusal) throw faults[refusal.code](refusal.message)
}
