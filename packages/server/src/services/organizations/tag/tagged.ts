import type { Organization } from '../../../records/organization.ts'
import { organizationPolicies } from '../../../records/organization-policy.ts'
import type { Tags } from '../../../records/tags.ts'
import type { Transaction } from '../../../store/store.ts'
import { organizationsFaults } from '../faults.ts'
import { namedTarget } from '../named-target.ts'
import { organizationIds } from '../organization-ids.ts'

/** What can bear tags, by what tagging needs of it. */
export interface Tagged {
  readonly tags: Tags
  change(changes: { readonly tags: Tags }, transaction: Transaction): Promise<void>
}

/** Finds what a call tags: a root, a unit, an account, or a policy of the organization. @throws Fault TargetNotFoundException */
export async function tagged(
  id: string,
  organization: Organization,
  transaction: Transaction,
): Promise<Tagged> {
  const missing = organizationsFaults.noSuchTarget
  if (!organizationIds.policy.test(id)) {
    return namedTarget(id, ['account', 'root', 'unit'], missing, organization, transaction)
  }
  const policy = await transaction.get(organizationPolicies, [organization.id, id])
  if (!policy) throw missing()
  return {
    tags: policy.tags,
    change: (changes, writer) =>
      writer.put(organizationPolicies, [organization.id, id], { ...policy, ...changes }),
  }
}
