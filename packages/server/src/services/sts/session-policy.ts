import type { PolicyDescriptorType } from '@aws-sdk/client-sts'
import { refusePolicy } from '@rolecall/policy'
import { findManagedPolicy } from '../../records/find-managed-policy.ts'
import type { Reader } from '../../store/store.ts'
import { stsFaults } from './faults.ts'

/** Characters of the inline policy and the ARNs together. Source: API Reference of AssumeRole. */
const mostCharacters = 2048

interface Given {
  Policy?: string | undefined
  PolicyArns?: readonly PolicyDescriptorType[] | undefined
}

/** The session policies of a call, checked. `packedSize` is a percentage, absent when none was given. */
export interface SessionPolicies {
  readonly policy?: string | undefined
  readonly policyArns?: readonly string[] | undefined
  readonly packedSize?: number | undefined
}

/** @throws Fault MalformedPolicyDocument, PackedPolicyTooLarge or ValidationError */
export async function sessionPolicies(
  given: Given,
  account: string,
  reader: Reader,
): Promise<SessionPolicies> {
  const policyArns = (given.PolicyArns ?? []).map(({ arn }) => arn ?? '')
  if (given.Policy === undefined && policyArns.length === 0) return {}
  if (given.Policy !== undefined) {
    const refusal = refusePolicy(given.Policy, 'session')
    if (refusal) throw stsFaults.malformedPolicy(refusal.message)
  }
  for (const arn of policyArns) {
    const policy = await findManagedPolicy(reader, arn)
    const isTheirs = policy?.account === 'aws' || policy?.account === account
    if (!isTheirs || policy?.isAttachable === false) {
      throw stsFaults.validation(`Policy ${arn} does not exist or is not attachable.`)
    }
  }
  const characters = (given.Policy ?? '').length + policyArns.join('').length
  const packedSize = Math.ceil((characters / mostCharacters) * 100)
  if (packedSize > 100) {
    throw stsFaults.packedPolicyTooLarge(
      `Packed policy consumes ${packedSize}% of allotted space, please use smaller policy.`,
    )
  }
  return { policy: given.Policy, ...(policyArns.length > 0 ? { policyArns } : {}), packedSize }
}
