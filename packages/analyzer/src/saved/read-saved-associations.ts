import { associationRecord } from '../collect/association-record.ts'
import type { AssociationRecord } from '../snapshot/snapshot.ts'
import { fits } from './fits.ts'
import { SavedFault } from './saved-fault.ts'
import { shapes } from './shapes.data.ts'

/**
 * Reads associations of a cluster: answers of `aws eks describe-pod-identity-association`, one or a list, or the
 * associations by themselves. An empty list says that there is none.
 *
 * @throws SavedFault
 */
export function readSavedAssociations(value: unknown): AssociationRecord[] {
  return [value].flat().map((one) => {
    const inner = (one as { association?: unknown } | null)?.association ?? one
    if (inner === null || typeof inner !== 'object' || !fits(inner, shapes.association))
      throw new SavedFault('it is no answer of DescribePodIdentityAssociation, nor a list of such')
    return associationRecord(inner)
  })
}
