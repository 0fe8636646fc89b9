import { type Fault, parseArn } from '@rolecall/core'
import { findManagedPolicy } from '../../../records/find-managed-policy.ts'
import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'

/** What an operation says of an ARN that names no policy. */
export interface PolicyRefusals {
  readonly malformed?: (arn: string) => Fault
  readonly missing?: (arn: string) => Fault
}

/**
 * The managed policy of an ARN, of the caller's account or of AWS. One of another account is as if it were not
 * there.
 */
export async function findPolicy(
  arn: string,
  { transaction, account }: ServiceContext,
  { malformed = iamFaults.notArn, missing = iamFaults.noSuchPolicy }: PolicyRefusals = {},
): Promise<ManagedPolicy> {
  const parsed = parseArn(arn)
  if (parsed?.service !== 'iam' || !/^policy\/.*[^/]$/.test(parsed.resource)) throw malformed(arn)
  const policy = await findManagedPolicy(transaction, arn)
  if (!policy || ![account, 'aws'].includes(policy.account)) throw missing(arn)
  return policy
}
