import { type KubernetesResource, kubernetesResources } from './kubernetes-resources.ts'

/** What a path names. */
export interface KubernetesPath {
  readonly resource: KubernetesResource
  /** Empty for a resource without one, and for a list over all of them. */
  readonly namespace: string
  readonly name?: string | undefined
  readonly subresource?: string | undefined
}

/*
 *     /api/v1/namespaces[/NAME]
 *     /api/v1/RESOURCE
 *     /api/v1/namespaces/NAMESPACE/RESOURCE[/NAME[/SUBRESOURCE]]
 */
const inNamespace = /^\/api\/v1\/namespaces\/([^/]+)\/([^/]+)(?:\/([^/]+)(?:\/([^/]+))?)?$/
const anywhere = /^\/api\/v1\/([^/]+)(?:\/([^/]+))?$/

/** Reads a path below an embedded cluster's endpoint, or answers `undefined` when nothing stands there. */
export function kubernetesPath(path: string): KubernetesPath | undefined {
  const scoped = inNamespace.exec(path)
  if (scoped) {
    const [, namespace = '', plural, name, subresource] = scoped
    const resource = kubernetesResources.find((row) => row.plural === plural && row.namespaced)
    return resource && { resource, namespace, name, subresource }
  }
  const [, plural, name] = anywhere.exec(path) ?? []
  const resource = kubernetesResources.find((row) => row.plural === plural)
  if (!resource || (resource.namespaced && name !== undefined)) return undefined
  return { resource, namespace: '', name }
}
