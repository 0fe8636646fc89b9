import type { Lookup } from '../snapshot/lookup.ts'
import type { AssociationRecord } from '../snapshot/snapshot.ts'
import type { PodSubject } from '../why/question.ts'

/** The association that names a ServiceAccount, as far as associations are known. */
export function ownAssociation(
  associations: Lookup<readonly AssociationRecord[]>,
  { namespace, serviceAccount }: PodSubject,
): AssociationRecord | undefined {
  return associations.state === 'found'
    ? associations.item.find((one) => one.namespace === namespace && one.serviceAccount === serviceAccount)
    : undefined
}
