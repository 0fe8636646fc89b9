import { kubernetesObjects } from '../records/kubernetes-object.ts'
import { deleteObjects } from './delete-objects.ts'
import { findObject } from './find-object.ts'
import type { KubernetesAnswer, KubernetesCall } from './kubernetes-call.ts'

/** `DELETE` of an object; a namespace takes what is in it along. */
export async function deleteObject(call: KubernetesCall): Promise<KubernetesAnswer> {
  const { cluster, path, transaction } = call
  const { resource } = path
  const object = await findObject(call)
  const { name, namespace = '' } = object.metadata
  await transaction.delete(kubernetesObjects, [cluster.id, resource.plural, namespace, name])
  if (!resource.namespaced) await deleteObjects(cluster.id, name, transaction)
  const details = { name, kind: resource.plural, uid: object.metadata.uid }
  return { status: 200, body: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details } }
}
