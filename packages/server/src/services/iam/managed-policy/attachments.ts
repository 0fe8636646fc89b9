import type { EntityType } from '../../../records/entities.ts'
import { type PolicyAttachment, policyAttachments } from '../../../records/policy-attachment.ts'
import type { ServiceContext } from '../../service-context.ts'

type Use = PolicyAttachment['use']

/** How often a managed policy is used, and as what. */
export type AttachmentCounts = Readonly<Record<Use, number>>

/** Who holds policies. */
interface Holder {
  readonly account: string
  readonly name: string
}

/**
 * The policies' side of what is attached to whom: who has a policy is asked of it. The holder's own record says
 * the same the other way round, and who calls these writes it too.
 */
export const attachments = {
  async add(
    entity: EntityType,
    holder: Holder,
    policyArn: string,
    use: Use,
    { transaction }: ServiceContext,
  ): Promise<void> {
    const attachment: PolicyAttachment = { policyArn, entity, name: holder.name, use }
    await transaction.put(policyAttachments, key(entity, holder, policyArn, use), attachment)
  },

  async remove(
    entity: EntityType,
    holder: Holder,
    policyArn: string,
    use: Use,
    { transaction }: ServiceContext,
  ): Promise<void> {
    await transaction.delete(policyAttachments, key(entity, holder, policyArn, use))
  },

  /** What is attached in the caller's account: of one policy, or of all. */
  of: ({ transaction, account }: ServiceContext, policyArn?: string): Promise<readonly PolicyAttachment[]> =>
    transaction.list(policyAttachments, policyArn === undefined ? [account] : [account, policyArn]),

  /** How often each policy is used in the caller's account; one that is not used is not in it. */
  async counts(context: ServiceContext, policyArn?: string): Promise<ReadonlyMap<string, AttachmentCounts>> {
    const counts = new Map<string, Record<Use, number>>()
    for (const { policyArn: arn, use } of await attachments.of(context, policyArn)) {
      const count = counts.get(arn) ?? { permissions: 0, boundary: 0 }
      counts.set(arn, count)
      count[use] += 1
    }
    return counts
  },
}

function key(
  entity: EntityType,
  { account, name }: Holder,
  policyArn: string,
  use: Use,
): [string, string, string, string, string] {
  return [account, policyArn, use, entity, name.toLowerCase()]
}
