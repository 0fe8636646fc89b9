import type { Cluster } from '@aws-sdk/client-eks'
import { systemClock } from '@rolecall/core'
import { type KubernetesApi, kubernetesApi } from '@rolecall/kubernetes'
import type { AwsAccess } from '../aws/aws-access.ts'
import { Refusal } from '../refusal.ts'
import { eksToken } from './eks-token.ts'

/** Opens the Kubernetes API of a cluster that EKS has described. */
export async function openKubernetes(
  aws: AwsAccess,
  cluster: Cluster,
  kubeconfig?: string,
): Promise<KubernetesApi> {
  if (kubeconfig) return kubernetesApi({ kubeconfig })
  const { name = '', endpoint, certificateAuthority, connectorConfig } = cluster
  // Whoever registered it named its endpoint, and would be handed a token that is good for every cluster of its name.
  if (connectorConfig)
    throw new Refusal(
      `the cluster ${name} is a connected one, which does not know AWS identities; give --kubeconfig`,
    )
  if (!endpoint)
    throw new Refusal(`the cluster ${name} has no endpoint yet (its status is ${cluster.status})`)
  const sts = await aws.sts()
  const ca = certificateAuthority?.data && Buffer.from(certificateAuthority.data, 'base64').toString()
  return kubernetesApi({
    server: endpoint,
    token: () => eksToken(sts, name, systemClock),
    ...(ca ? { ca } : {}),
  })
}
