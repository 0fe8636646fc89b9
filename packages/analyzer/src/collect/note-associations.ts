import type { Lookup } from '../snapshot/lookup.ts'
import type { AssociationRecord } from '../snapshot/snapshot.ts'
import type { PodSubject } from '../why/question.ts'
import type { Collecting } from './collecting.ts'

/** Notes the associations that were read for a ServiceAccount: its own, or all when it has none of its very name. */
export function noteAssociations(
  { cluster, namespace, serviceAccount }: PodSubject,
  read: Lookup<readonly AssociationRecord[]>,
  collecting: Collecting,
): void {
  const key = `${cluster}/${namespace}/${serviceAccount}`
  const items = read.state === 'found' ? read.item : []
  collecting.add('associations', items)
  const isRead = items.some((one) => one.namespace === namespace && one.serviceAccount === serviceAccount)
  // A cluster that is not there has none.
  if (!isRead) collecting.note('associations', key, read.state === 'unread' ? read : { state: 'missing' })
}
