import type { ManagedPolicy } from '../../../records/managed-policy.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { findPolicy, type PolicyRefusals } from './find-policy.ts'

/**
 * The managed policy of an ARN that somebody is to get, as permissions or as a boundary. One that AWS has taken
 * back is as if it were not there; those of service-linked roles are for these alone.
 */
export async function findAttachablePolicy(
  arn: string,
  context: ServiceContext,
  { missing = iamFaults.noSuchPolicyToAttach, ...refusals }: PolicyRefusals = {},
): Promise<ManagedPolicy> {
  const policy = await findPolicy(arn, context, { ...refusals, missing })
  if (policy.isAttachable === false) throw missing(arn)
  if (policy.account === 'aws' && policy.path === '/aws-service-role/') throw iamFaults.policyOfService()
  return policy
}
