import { matchesPattern } from '@rolecall/core'
import {
  associatedServiceAccounts,
  type PodIdentityAssociation,
  podIdentityAssociations,
} from '../../../records/pod-identity-association.ts'
import type { Reader } from '../../../store/store.ts'

interface Asked {
  readonly clusterId: string
  readonly namespace: string
  readonly serviceAccount: string
  /** Whether patterns count. Those of a server that took them once are there, and do nothing on one that does not. */
  readonly allowWildcards: boolean
}

/**
 * The association of a ServiceAccount: the one of its very name, or the most specific pattern. More characters of
 * the namespace that are no wildcard are more specific, then those of the ServiceAccount, then the older one.
 */
export async function associationOf(
  { clusterId, namespace, serviceAccount, allowWildcards }: Asked,
  reader: Reader,
): Promise<PodIdentityAssociation | undefined> {
  const exact = await reader.get(associatedServiceAccounts, [clusterId, 'exact', namespace, serviceAccount])
  if (exact) return reader.get(podIdentityAssociations, [clusterId, exact.associationId])
  if (!allowWildcards) return undefined
  let best: PodIdentityAssociation | undefined
  for (const { associationId } of await reader.list(associatedServiceAccounts, [clusterId, 'pattern'])) {
    const one = await reader.get(podIdentityAssociations, [clusterId, associationId])
    if (!one || !matchesPattern(one.namespace, namespace)) continue
    if (!matchesPattern(one.serviceAccount, serviceAccount)) continue
    if (!best || isMoreSpecific(one, best)) best = one
  }
  return best
}

function isMoreSpecific(one: PodIdentityAssociation, other: PodIdentityAssociation): boolean {
  const order =
    weight(one.namespace) - weight(other.namespace) ||
    weight(one.serviceAccount) - weight(other.serviceAccount) ||
    other.createdAt - one.createdAt
  return order > 0
}

/** A name is more specific than any pattern, however long. */
function weight(pattern: string): number {
  return pattern.includes('*') ? pattern.replaceAll('*', '').length : Number.MAX_SAFE_INTEGER
}
