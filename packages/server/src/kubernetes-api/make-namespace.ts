import type { KubernetesObject } from '../records/kubernetes-object.ts'
import type { Transaction } from '../store/store.ts'
import { keepObject } from './keep-object.ts'
import { newObject } from './new-object.ts'

/** A namespace, with the ServiceAccount `default` that Kubernetes gives each. */
export async function makeNamespace(
  clusterId: string,
  name: string,
  given: { metadata?: object },
  now: number,
  transaction: Transaction,
): Promise<KubernetesObject> {
  const fields = { ...given, spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } }
  const namespace = newObject('Namespace', { name }, now, fields)
  await keepObject(
    clusterId,
    'serviceaccounts',
    newObject('ServiceAccount', { name: 'default', namespace: name }, now),
    transaction,
  )
  return keepObject(clusterId, 'namespaces', namespace, transaction)
}
