import { type KubernetesObject, kubernetesObjects } from '../records/kubernetes-object.ts'
import type { KubernetesCall } from './kubernetes-call.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'

/** The object that a call's path names. @throws KubernetesFault NotFound */
export async function findObject({ cluster, path, transaction }: KubernetesCall): Promise<KubernetesObject> {
  const { resource, namespace, name = '' } = path
  const object = await transaction.get(kubernetesObjects, [cluster.id, resource.plural, namespace, name])
  if (!object) throw kubernetesFaults.notFound(resource.plural, name)
  return object
}
