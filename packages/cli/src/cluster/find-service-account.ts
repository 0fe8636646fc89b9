import { type KubernetesApi, KubernetesFault, type ServiceAccount } from '@rolecall/kubernetes'
import { Refusal } from '../refusal.ts'
import type { ClusterOptions } from './cluster-options.ts'

/** The ServiceAccount that a command acts as. */
export async function findServiceAccount(
  kubernetes: KubernetesApi,
  { cluster, namespace, serviceAccount }: ClusterOptions,
): Promise<ServiceAccount> {
  try {
    return await kubernetes.serviceAccounts(namespace).get(serviceAccount)
  } catch (error) {
    if (!(error instanceof KubernetesFault) || error.status !== 404) throw error
    throw new Refusal(
      `there is no ServiceAccount ${serviceAccount} in namespace ${namespace} of cluster ${cluster}`,
    )
  }
}
