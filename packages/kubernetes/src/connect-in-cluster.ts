import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'

export interface InClusterTarget {
  /** The environment of the pod: `KUBERNETES_SERVICE_HOST`, `KUBERNETES_SERVICE_PORT`. */
  readonly inCluster: Readonly<Record<string, string | undefined>>
  /** Where the pod's own token and the cluster's authority lie, when not where Kubernetes puts them. */
  readonly folder?: string
}

const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount'

/**
 * A connection as a pod makes it. Token and authority are read anew for each request, because the kubelet
 * writes both anew. Source: Kubernetes documentation, "Accessing the Kubernetes API from a Pod".
 */
export function connectInCluster({
  inCluster,
  folder = serviceAccountFolder,
}: InClusterTarget): KubernetesConnection {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = inCluster
  if (!host || !port) {
    throw new KubernetesFault(
      0,
      'Unreachable',
      'this is no pod of a cluster (KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set)',
    )
  }
  const read = async (name: string) => {
    try {
      return await readFile(join(folder, name), 'utf8')
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error)
      throw new KubernetesFault(0, 'Unreachable', `the pod's own ${name} cannot be read: ${words}`)
    }
  }
  return {
    server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`,
    async authorize() {
      const [token, ca] = await Promise.all([read('token'), read('ca.crt')])
      return { headers: { authorization: `Bearer ${token.trim()}` }, ca }
    },
  }
}
