import type { EntityType } from '../../../records/entities.ts'
import type { ServiceContext } from '../../service-context.ts'
import { attachments } from '../managed-policy/attachments.ts'
import type { Identity } from './identity.ts'

/** Moves the policies' side of what a user or group holds to its new name. */
export async function renameAttachments(
  type: EntityType,
  before: Identity,
  after: Identity,
  context: ServiceContext,
): Promise<void> {
  const uses = [
    ...before.attached.map((arn) => [arn, 'permissions'] as const),
    ...(before.boundary === undefined ? [] : [[before.boundary, 'boundary'] as const]),
  ]
  for (const [arn, use] of uses) {
    await attachments.remove(type, before, arn, use, context)
    await attachments.add(type, after, arn, use, context)
  }
}
