import { kubernetesObjects } from '../records/kubernetes-object.ts'
import type { Transaction } from '../store/store.ts'
import { kubernetesResources } from './kubernetes-resources.ts'

/** Deletes every object of a cluster, or of one of its namespaces. */
export async function deleteObjects(
  clusterId: string,
  namespace: string | undefined,
  transaction: Transaction,
) {
  for (const { plural } of kubernetesResources) {
    const under = namespace === undefined ? [clusterId, plural] : [clusterId, plural, namespace]
    for (const { metadata } of await transaction.list(kubernetesObjects, under)) {
      await transaction.delete(kubernetesObjects, [
        clusterId,
        plural,
        metadata.namespace ?? '',
        metadata.name,
      ])
    }
  }
}
