import { compareSpecificity, matchesPattern } from '@rolecall/core'
import { find } from './find.ts'
import type { Lookup } from './lookup.ts'
import type { AssociationRecord, Collection, Snapshot } from './snapshot.ts'

interface Named {
  readonly cluster: string
  readonly namespace: string
  readonly serviceAccount: string
}

/** There are few of them, and none on AWS; looked for once a collection and not once a pod. */
const patterns = new WeakMap<object, readonly AssociationRecord[]>()

/**
 * The association of a ServiceAccount as EKS Auth finds it: the one of its very name, or on a Rolecall server the
 * most specific pattern.
 */
export function associationFor(snapshot: Snapshot, named: Named): Lookup<AssociationRecord> {
  const { cluster, namespace, serviceAccount } = named
  const exact = find(snapshot, 'associations', `${cluster}/${namespace}/${serviceAccount}`)
  if (exact.state !== 'missing') return exact
  const [best] = patternsOf(snapshot.associations)
    .filter((one) => one.cluster === cluster)
    .filter(
      (one) => matchesPattern(one.namespace, namespace) && matchesPattern(one.serviceAccount, serviceAccount),
    )
    .sort((one, other) => compareSpecificity(other, one) || (one.created ?? 0) - (other.created ?? 0))
  return best ? { state: 'found', item: best } : exact
}

function patternsOf(collection: Collection<AssociationRecord>): readonly AssociationRecord[] {
  const known = patterns.get(collection)
  if (known) return known
  const found = collection.items.filter(({ namespace, serviceAccount }) =>
    `${namespace}${serviceAccount}`.includes('*'),
  )
  patterns.set(collection, found)
  return found
}
