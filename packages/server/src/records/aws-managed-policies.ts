import type { Reader } from '../store/store.ts'
import { importedPolicies } from './imported-policy.ts'
import type { ManagedPolicy } from './managed-policy.ts'
import { shippedPolicies } from './shipped-policies.ts'

/** The policies of AWS: those that were imported, and of those that come with Rolecall the others. */
export const awsManagedPolicies = {
  /** @param arn any text. */
  find: async (reader: Reader, arn: string): Promise<ManagedPolicy | undefined> =>
    (await reader.get(importedPolicies, [arn])) ?? shippedPolicies().get(arn),

  async list(reader: Reader): Promise<readonly ManagedPolicy[]> {
    const imported = await reader.list(importedPolicies, [])
    const replaced = new Set(imported.map(({ arn }) => arn))
    return [...imported, ...[...shippedPolicies().values()].filter(({ arn }) => !replaced.has(arn))]
  },
}
