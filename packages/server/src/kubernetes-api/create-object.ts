import { kubernetesObjects } from '../records/kubernetes-object.ts'
import { keepObject } from './keep-object.ts'
import type { KubernetesAnswer, KubernetesCall } from './kubernetes-call.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'
import { makeNamespace } from './make-namespace.ts'
import { newObject } from './new-object.ts'
import { readMetadata } from './read-metadata.ts'

/** `POST` of an object. */
export async function createObject(call: KubernetesCall): Promise<KubernetesAnswer> {
  const { cluster, path, body, transaction, now } = call
  const { resource, namespace } = path
  const { name } = readMetadata(body, path)
  if (await transaction.get(kubernetesObjects, [cluster.id, resource.plural, namespace, name])) {
    throw kubernetesFaults.alreadyExists(resource.plural, name)
  }
  if (!resource.namespaced)
    return { status: 201, body: await makeNamespace(cluster.id, name, body, now, transaction) }
  if (!(await transaction.get(kubernetesObjects, [cluster.id, 'namespaces', '', namespace]))) {
    throw kubernetesFaults.notFound('namespaces', namespace)
  }
  const fields = resource.kind === 'Pod' ? await admitPod(call, name) : body
  const object = newObject(resource.kind, { name, namespace }, now, fields)
  return { status: 201, body: await keepObject(cluster.id, resource.plural, object, transaction) }
}

/** As the ServiceAccount admission plugin of Kubernetes does it. */
async function admitPod({ cluster, path, body, transaction }: KubernetesCall, name: string) {
  const spec = body['spec'] ?? {}
  if (typeof spec !== 'object' || Array.isArray(spec)) throw kubernetesFaults.badRequest('spec is no object')
  const given = 'serviceAccountName' in spec ? spec.serviceAccountName : undefined
  const serviceAccount = typeof given === 'string' && given !== '' ? given : 'default'
  const key = [cluster.id, 'serviceaccounts', path.namespace, serviceAccount] as [
    string,
    string,
    string,
    string,
  ]
  if (!(await transaction.get(kubernetesObjects, key))) {
    throw kubernetesFaults.forbidden(
      `pods ${JSON.stringify(name)}`,
      `error looking up service account ${path.namespace}/${serviceAccount}: serviceaccount ${JSON.stringify(serviceAccount)} not found`,
    )
  }
  return {
    ...body,
    spec: { ...spec, serviceAccountName: serviceAccount, serviceAccount },
    status: { phase: 'Pending' },
  }
}
