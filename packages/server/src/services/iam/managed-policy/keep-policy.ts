import type { ServiceContext } from '../../service-context.ts'
import { type ManagedPolicy, managedPolicies } from '../resources/managed-policy.ts'

/** Writes a managed policy, new or changed. */
export async function keepPolicy(policy: ManagedPolicy, { transaction }: ServiceContext): Promise<void> {
  await transaction.put(managedPolicies, [policy.account, policy.name.toLowerCase()], policy)
}
