/** The part of the Kubernetes API that identities need. */
export interface KubernetesResource {
  readonly plural: string
  readonly singular: string
  readonly kind: string
  readonly shortNames: readonly string[]
  readonly namespaced: boolean
}

export const kubernetesResources: readonly KubernetesResource[] = [
  { plural: 'namespaces', singular: 'namespace', kind: 'Namespace', shortNames: ['ns'], namespaced: false },
  { plural: 'pods', singular: 'pod', kind: 'Pod', shortNames: ['po'], namespaced: true },
  {
    plural: 'serviceaccounts',
    singular: 'serviceaccount',
    kind: 'ServiceAccount',
    shortNames: ['sa'],
    namespaced: true,
  },
]
