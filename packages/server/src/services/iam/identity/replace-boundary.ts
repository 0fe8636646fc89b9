import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { findAttachablePolicy } from '../managed-policy/find-attachable-policy.ts'
import type { Identity } from './identity.ts'
import type { IdentityKind } from './identity-kind.ts'

const refusals = { malformed: iamFaults.boundaryNotArn, missing: iamFaults.noSuchBoundary }

/**
 * The role or user with another boundary, or with none; the policies' side of it is written.
 *
 * @throws Fault InvalidInput for text that is no policy's ARN, NoSuchEntity for a policy that is not there.
 */
export async function replaceBoundary<Kept extends Identity>(
  { type }: Pick<IdentityKind, 'type'>,
  identity: Kept,
  arn: string | undefined,
  context: ServiceContext,
): Promise<Kept> {
  if (arn !== undefined) await findAttachablePolicy(arn, context, refusals)
  if (identity.boundary !== undefined) {
    await attachments.remove(type, identity, identity.boundary, 'boundary', context)
  }
  if (arn !== undefined) await attachments.add(type, identity, arn, 'boundary', context)
  return { ...identity, boundary: arn }
}
