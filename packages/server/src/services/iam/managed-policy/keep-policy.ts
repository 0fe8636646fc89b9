import { type ManagedPolicy, managedPolicies } from '../../../records/managed-policy.ts'
import type { ServiceContext } from '../../service-context.ts'

/** Writes a managed policy, new or changed. */
export async function keepPolicy(policy: ManagedPolicy, { transaction }: ServiceContext): Promise<void> {
  await transaction.put(managedPolicies, [policy.account, policy.name.toLowerCase()], policy)
}
