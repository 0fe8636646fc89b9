import { type KubernetesObject, kubernetesObjects } from '../records/kubernetes-object.ts'
import type { Transaction } from '../store/store.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'

/** As much as etcd takes. Patches could make an object grow without end. */
const largest = 1_500_000

/** Writes an object, new or changed, under a resource version it did not have before. */
export async function keepObject(
  clusterId: string,
  resource: string,
  object: KubernetesObject,
  transaction: Transaction,
): Promise<KubernetesObject> {
  const { name, namespace = '' } = object.metadata
  const present = await transaction.get(kubernetesObjects, [clusterId, resource, namespace, name])
  const resourceVersion = String(Number(present?.metadata.resourceVersion ?? 0) + 1)
  const kept = { ...object, metadata: { ...object.metadata, resourceVersion } }
  if (JSON.stringify(kept).length > largest) throw kubernetesFaults.tooLarge(largest)
  await transaction.put(kubernetesObjects, [clusterId, resource, namespace, name], kept)
  return kept
}
