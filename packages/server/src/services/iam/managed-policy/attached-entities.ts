import { type EntityType, entities } from '../../../records/entities.ts'
import type { PolicyAttachment } from '../../../records/policy-attachment.ts'
import type { ServiceContext } from '../../service-context.ts'
import { attachments } from './attachments.ts'

interface Entity {
  readonly type: EntityType
  readonly name: string
  readonly path: string
  readonly id: string
}

/** Whom in the caller's account a policy is attached to, each once, as `use` or as anything. */
export async function attachedEntities(
  policyArn: string,
  use: PolicyAttachment['use'] | undefined,
  context: ServiceContext,
): Promise<readonly Entity[]> {
  const { transaction, account } = context
  const found = new Map<string, Entity>()
  for (const attachment of await attachments.of(context, policyArn)) {
    if (use !== undefined && use !== attachment.use) continue
    const { entity: type } = attachment
    const entity = await transaction.get(entities[type], [account, attachment.name.toLowerCase()])
    if (!entity)
      throw new Error(`${policyArn} is attached to ${type} ${attachment.name}, which does not exist`)
    found.set(entity.id, { type, name: entity.name, path: entity.path, id: entity.id })
  }
  return [...found.values()]
}
