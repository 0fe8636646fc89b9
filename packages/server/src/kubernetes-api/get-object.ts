import { kubernetesObjects } from '../records/kubernetes-object.ts'
import { findObject } from './find-object.ts'
import type { KubernetesAnswer, KubernetesCall } from './kubernetes-call.ts'

/** `GET` of an object, or of the list of a resource. */
export async function getObject(call: KubernetesCall): Promise<KubernetesAnswer> {
  const { cluster, path, transaction } = call
  const { resource, namespace, name } = path
  if (name !== undefined) return { status: 200, body: await findObject(call) }
  const under = [cluster.id, resource.plural, ...(namespace === '' ? [] : [namespace])]
  const items = await transaction.list(kubernetesObjects, under)
  const list = { kind: `${resource.kind}List`, apiVersion: 'v1', metadata: { resourceVersion: '0' }, items }
  return { status: 200, body: list }
}
