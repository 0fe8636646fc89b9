import { connectInCluster, type InClusterTarget } from './connect-in-cluster.ts'
import { connectWithKubeconfig } from './connect-with-kubeconfig.ts'
import { connectWithToken, type TokenTarget } from './connect-with-token.ts'
import type { KubernetesConnection } from './kubernetes-connection.ts'

/** Where the cluster is: an address with a bearer token, the path of a kubeconfig, or the cluster we run in. */
export type KubernetesTarget = TokenTarget | KubeconfigTarget | InClusterTarget

export interface KubeconfigTarget {
  readonly kubeconfig: string
  /** In place of its current context. */
  readonly context?: string | undefined
}

/** Makes ready to speak to a Kubernetes API; nothing is sent yet. Throws `KubernetesFault`. */
export async function connect(target: KubernetesTarget): Promise<KubernetesConnection> {
  if ('kubeconfig' in target) return connectWithKubeconfig(target.kubeconfig, target.context)
  return 'inCluster' in target ? connectInCluster(target) : connectWithToken(target)
}
