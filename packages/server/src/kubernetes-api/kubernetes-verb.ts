import { createObject } from './create-object.ts'
import { createToken } from './create-token.ts'
import { deleteObject } from './delete-object.ts'
import { getObject } from './get-object.ts'
import type { KubernetesAnswer, KubernetesCall } from './kubernetes-call.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'
import type { KubernetesPath } from './kubernetes-path.ts'
import { patchObject, updateObject } from './update-object.ts'

export interface KubernetesVerb {
  /** As authorization calls it. */
  readonly name: string
  readonly method: string
  /** Of what: a whole resource, one object of it, or a subresource. */
  readonly of: 'list' | 'object' | 'serviceaccounts/token'
  /** The media types its body may have; none for a verb without a body. */
  readonly mediaTypes: readonly string[]
  readonly run: (call: KubernetesCall) => Promise<KubernetesAnswer>
}

const json = ['application/json']
/** Lists in these objects are few and small: a strategic merge is the same as a merge for what is patched here. */
const patches = ['application/merge-patch+json', 'application/strategic-merge-patch+json']

const verbs: readonly KubernetesVerb[] = [
  { name: 'list', method: 'GET', of: 'list', mediaTypes: [], run: getObject },
  { name: 'create', method: 'POST', of: 'list', mediaTypes: json, run: createObject },
  { name: 'get', method: 'GET', of: 'object', mediaTypes: [], run: getObject },
  { name: 'update', method: 'PUT', of: 'object', mediaTypes: json, run: updateObject },
  { name: 'patch', method: 'PATCH', of: 'object', mediaTypes: patches, run: patchObject },
  { name: 'delete', method: 'DELETE', of: 'object', mediaTypes: [], run: deleteObject },
  { name: 'create', method: 'POST', of: 'serviceaccounts/token', mediaTypes: json, run: createToken },
]

/** What a method means at a path. @throws KubernetesFault */
export function kubernetesVerb(
  method: string,
  { resource, name, subresource }: KubernetesPath,
): KubernetesVerb {
  const of = subresource ? `${resource.plural}/${subresource}` : name === undefined ? 'list' : 'object'
  const here = verbs.filter((verb) => verb.of === of)
  if (here.length === 0) throw kubernetesFaults.pathNotFound()
  const verb = here.find((row) => row.method === method)
  if (!verb) throw kubernetesFaults.methodNotAllowed()
  return verb
}
