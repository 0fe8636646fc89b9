import type { Cluster } from '../../../records/cluster.ts'
import {
  type PodIdentityAssociation,
  podIdentityAssociations,
} from '../../../records/pod-identity-association.ts'
import type { Reader } from '../../../store/store.ts'
import { associationFaults } from './association-faults.ts'

/** The association of this id of a cluster. @throws Fault ResourceNotFoundException */
export async function findAssociation(
  cluster: Cluster,
  id: string,
  reader: Reader,
): Promise<PodIdentityAssociation> {
  const association = await reader.get(podIdentityAssociations, [cluster.id, id])
  if (!association) throw associationFaults.noSuchAssociation(cluster.name, id)
  return association
}
