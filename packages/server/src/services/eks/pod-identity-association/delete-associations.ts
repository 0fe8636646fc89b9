import { podIdentityAssociations } from '../../../records/pod-identity-association.ts'
import type { Transaction } from '../../../store/store.ts'
import { keptAssociations } from './kept-associations.ts'

/** Deletes every association of a cluster, or those that one add-on owns. */
export async function deleteAssociations(
  clusterId: string,
  ownerArn: string | undefined,
  transaction: Transaction,
): Promise<void> {
  for (const association of await transaction.list(podIdentityAssociations, [clusterId])) {
    if (ownerArn === undefined || association.ownerArn === ownerArn)
      await keptAssociations.forget(association, transaction)
  }
}
