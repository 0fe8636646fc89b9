import { type PolicyAttachment, policyAttachments } from '../../../records/policy-attachment.ts'
import type { Role } from '../../../records/role.ts'
import type { ServiceContext } from '../../service-context.ts'

type Use = PolicyAttachment['use']

/** How often a managed policy is used, and as what. */
export type AttachmentCounts = Readonly<Record<Use, number>>

/**
 * The policies' side of what is attached to whom: who has a policy is asked of it. The role's own record says
 * the same the other way round, and who calls these writes it too.
 */
export const attachments = {
  async add(role: Role, policyArn: string, use: Use, { transaction }: ServiceContext): Promise<void> {
    const attachment: PolicyAttachment = { policyArn, entity: 'Role', name: role.name, use }
    await transaction.put(policyAttachments, key(role, policyArn, use), attachment)
  },

  async remove(role: Role, policyArn: string, use: Use, { transaction }: ServiceContext): Promise<void> {
    await transaction.delete(policyAttachments, key(role, policyArn, use))
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

function key(role: Role, policyArn: string, use: Use): [string, string, string, string, string] {
  return [role.account, policyArn, use, 'Role', role.name.toLowerCase()]
}
