import { clusters } from '../../records/cluster.ts'
import { clusterArn } from '../eks/cluster/cluster-arn.ts'
import type { Permission } from '../permission.ts'
import type { ServiceContext } from '../service-context.ts'

/** The one permission of EKS Auth: to act for the pods of the cluster that a call names, with the cluster's tags. */
export async function eksAuthPermission(
  { clusterName }: { readonly clusterName: string },
  context: ServiceContext,
): Promise<Permission[]> {
  const { account, region, transaction } = context
  const cluster = await transaction.get(clusters, [account, region, clusterName])
  return [
    {
      action: 'eks-auth:AssumeRoleForPodIdentity',
      resource: clusterArn(clusterName, context),
      context: Object.entries(cluster?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
    },
  ]
}
