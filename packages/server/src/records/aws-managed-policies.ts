import type { Reader } from '../store/store.ts'
import { importedPolicies } from './imported-policy.ts'
import type { ManagedPolicy } from './managed-policy.ts'
import { type PolicyImport, policyImports } from './policy-import.ts'
import { shippedPolicies } from './shipped-policies.ts'

/** All of them, once an import: they are many, and come in pages. The import's record changes with them. */
const lists = new WeakMap<PolicyImport, readonly ManagedPolicy[]>()

/** The policies of AWS: those that were imported, and of those that come with Rolecall the others. */
export const awsManagedPolicies = {
  /** @param arn any text. */
  find: async (reader: Reader, arn: string): Promise<ManagedPolicy | undefined> =>
    (await reader.get(importedPolicies, [arn])) ?? shippedPolicies().get(arn),

  async list(reader: Reader): Promise<readonly ManagedPolicy[]> {
    const last = await reader.get(policyImports, ['last'])
    if (!last) return [...shippedPolicies().values()]
    const known = lists.get(last)
    if (known) return known
    const imported = await reader.list(importedPolicies, [])
    const replaced = new Set(imported.map(({ arn }) => arn))
    const all = [...imported, ...[...shippedPolicies().values()].filter(({ arn }) => !replaced.has(arn))]
    lists.set(last, all)
    return all
  },
}
