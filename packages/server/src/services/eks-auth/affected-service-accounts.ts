import { importedPolicies } from '../../records/imported-policy.ts'
import { managedPolicies } from '../../records/managed-policy.ts'
import { associatedRoles, associatedServiceAccounts } from '../../records/pod-identity-association.ts'
import { policyAttachments } from '../../records/policy-attachment.ts'
import { roles } from '../../records/role.ts'
import type { Change, Reader } from '../../store/store.ts'

export interface AffectedServiceAccount {
  readonly clusterId: string
  readonly namespace: string
  readonly serviceAccount: string
}

type Affected = readonly AffectedServiceAccount[] | 'all'

/** What a written record means for the credentials of pods, by the collection it is in. All others mean nothing. */
const meanings: Readonly<Record<string, (key: readonly string[], reader: Reader) => Promise<Affected>>> = {
  [associatedServiceAccounts.name]: async ([clusterId = '', , namespace = '', serviceAccount = '']) => [
    { clusterId, namespace, serviceAccount },
  ],
  [roles.name]: ([account = '', name = ''], reader) => reader.list(associatedRoles, [account, name]),
  async [managedPolicies.name]([account = '', name = ''], reader) {
    const policy = await reader.get(managedPolicies, [account, name])
    // One that is gone was attached to nobody.
    if (!policy) return []
    const holders = await reader.list(policyAttachments, [account, policy.arn])
    const ofRoles = holders.filter(({ entity }) => entity === 'Role')
    const lists = await Promise.all(
      ofRoles.map((holder) => reader.list(associatedRoles, [account, holder.name.toLowerCase()])),
    )
    return lists.flat()
  },
  [importedPolicies.name]: async () => 'all',
}

/** The ServiceAccounts whose credentials may be others after these writes, or `all` where that cannot be told. */
export async function affectedServiceAccounts(changes: readonly Change[], reader: Reader): Promise<Affected> {
  const affected: AffectedServiceAccount[] = []
  for (const { collection, key } of changes) {
    const found = await meanings[collection]?.(key, reader)
    if (found === 'all') return 'all'
    affected.push(...(found ?? []))
  }
  return affected
}
