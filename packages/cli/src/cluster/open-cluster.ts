import { type Cluster, DescribeClusterCommand } from '@aws-sdk/client-eks'
import type { KubernetesApi } from '@rolecall/kubernetes'
import type { AwsAccess } from '../aws/aws-access.ts'
import { openKubernetes } from './open-kubernetes.ts'

/** A cluster as EKS describes it, and a way in. */
export interface OpenCluster {
  readonly cluster: Cluster
  readonly kubernetes: KubernetesApi
}

/** Finds a cluster by name and opens its Kubernetes API, by a kubeconfig or with the caller's AWS credentials. */
export async function openCluster(aws: AwsAccess, name: string, kubeconfig?: string): Promise<OpenCluster> {
  const eks = await aws.eks()
  let cluster: Cluster | undefined
  try {
    cluster = (await eks.send(new DescribeClusterCommand({ name }))).cluster
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error
  }
  if (!cluster) throw await (await import('./no-such-cluster.ts')).noSuchCluster(aws, name)
  return { cluster, kubernetes: await openKubernetes(aws, cluster, kubeconfig) }
}
