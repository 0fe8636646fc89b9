import type { Role } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { attachments } from '../managed-policy/attachments.ts'
import { findPolicy } from '../managed-policy/find-policy.ts'

const refusals = { malformed: iamFaults.boundaryNotArn, missing: iamFaults.noSuchBoundary }

/**
 * The role with another boundary, or with none; the policies' side of it is written.
 *
 * @throws Fault InvalidInput for text that is no policy's ARN, NoSuchEntity for a policy that is not there.
 */
export async function replaceBoundary(
  role: Role,
  arn: string | undefined,
  context: ServiceContext,
): Promise<Role> {
  if (arn !== undefined) await findPolicy(arn, context, refusals)
  if (role.boundary !== undefined) await attachments.remove(role, role.boundary, 'boundary', context)
  if (arn !== undefined) await attachments.add(role, arn, 'boundary', context)
  return { ...role, boundary: arn }
}
