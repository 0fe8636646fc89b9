import type { AssociationRecord } from '../../snapshot/snapshot.ts'

/** What each role on the way of an association has to be assumed by, each asked for itself. */
export function assumingActions({
  disableSessionTags,
}: Pick<AssociationRecord, 'disableSessionTags'>): readonly string[] {
  return ['sts:AssumeRole', ...(disableSessionTags ? [] : ['sts:TagSession'])]
}
