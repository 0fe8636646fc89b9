import type { KubernetesObject } from '../records/kubernetes-object.ts'
import { findObject } from './find-object.ts'
import { keepObject } from './keep-object.ts'
import type { KubernetesAnswer, KubernetesCall } from './kubernetes-call.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'
import { readMetadata } from './read-metadata.ts'

/** `PUT` of an object, whole. */
export async function updateObject(call: KubernetesCall): Promise<KubernetesAnswer> {
  const present = await findObject(call)
  return { status: 200, body: await replace(call, present, call.body) }
}

/** `PATCH` of an object by a merge patch (RFC 7386). */
export async function patchObject(call: KubernetesCall): Promise<KubernetesAnswer> {
  const present = await findObject(call)
  return {
    status: 200,
    body: await replace(call, present, mergePatch(present, call.body) as Record<string, unknown>),
  }
}

async function replace(
  { cluster, path, transaction }: KubernetesCall,
  present: KubernetesObject,
  wanted: Readonly<Record<string, unknown>>,
): Promise<KubernetesObject> {
  const metadata = readMetadata(wanted, path)
  const { name, resourceVersion } = metadata
  const { resource } = path
  if (name !== present.metadata.name) {
    throw kubernetesFaults.badRequest('the name of the object does not match the name on the URL')
  }
  if (resourceVersion !== undefined && resourceVersion !== present.metadata.resourceVersion) {
    throw kubernetesFaults.conflict(resource.plural, name)
  }
  if (resource.kind === 'Pod' && serviceAccountOf(wanted) !== serviceAccountOf(present)) {
    const why = 'Forbidden: a pod keeps the ServiceAccount it was made with'
    throw kubernetesFaults.invalid('Pod', name, 'spec.serviceAccountName', why)
  }
  // These three are the API server's own, whatever the client sends.
  const { uid, creationTimestamp } = present.metadata
  const { namespace } = present.metadata
  const kept = {
    ...wanted,
    apiVersion: 'v1',
    kind: resource.kind,
    metadata: {
      ...metadata,
      uid,
      creationTimestamp,
      resourceVersion: present.metadata.resourceVersion,
      ...(namespace === undefined ? {} : { namespace }),
    },
  }
  return keepObject(cluster.id, resource.plural, kept, transaction)
}

function serviceAccountOf({ spec }: Readonly<Record<string, unknown>>): unknown {
  if (typeof spec !== 'object' || spec === null) return undefined
  return 'serviceAccountName' in spec ? spec.serviceAccountName : undefined
}

function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const merged: Record<string, unknown> =
    typeof target === 'object' && target !== null && !Array.isArray(target) ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else if (key !== '__proto__') merged[key] = mergePatch(merged[key], value)
  }
  return merged
}
