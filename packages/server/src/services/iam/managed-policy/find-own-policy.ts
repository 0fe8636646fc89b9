import { parseArn } from '@rolecall/core'
import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { findPolicy, type PolicyRefusals } from './find-policy.ts'

/** A policy that the caller's account may change. @throws Fault AccessDenied for one of AWS or another account */
export async function findOwnPolicy(
  arn: string,
  context: ServiceContext,
  refusals: PolicyRefusals = {},
): Promise<ManagedPolicy> {
  const owner = parseArn(arn)?.account
  if (owner !== undefined && owner !== context.account) throw iamFaults.policyOfOthers()
  return findPolicy(arn, context, refusals)
}
