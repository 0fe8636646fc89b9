import type { AssociationRecord } from '../../snapshot/snapshot.ts'
import type { PodSubject } from '../question.ts'

/** What the second assumption passes as `sts:ExternalId`: where the association is of a pattern, with the pod's own names. */
export function externalIdFor(
  { externalId, namespace, serviceAccount }: AssociationRecord,
  asked: PodSubject,
): string | undefined {
  const end = `/${namespace}/${serviceAccount}`
  if (externalId === undefined || !end.includes('*') || !externalId.endsWith(end)) return externalId
  return `${externalId.slice(0, -end.length)}/${asked.namespace}/${asked.serviceAccount}`
}
