import { paginateListPodIdentityAssociations } from '@aws-sdk/client-eks'
import { matchesPattern } from '@rolecall/core'
import type { AwsAccess } from '../aws/aws-access.ts'
import type { ClusterOptions } from '../cluster/cluster-options.ts'

/**
 * Whether a ServiceAccount has an EKS Pod Identity association. All of the cluster are looked through, for a Rolecall
 * server may have some with `*` in their names, which a filter of EKS does not find.
 */
export async function findAssociation(
  aws: AwsAccess,
  { cluster: clusterName, namespace, serviceAccount }: ClusterOptions,
): Promise<boolean> {
  const pages = paginateListPodIdentityAssociations(
    { client: await aws.eks(), pageSize: 100 },
    { clusterName },
  )
  for await (const { associations = [] } of pages) {
    const isIts = associations.some(
      (one) =>
        matchesPattern(one.namespace ?? '', namespace) &&
        matchesPattern(one.serviceAccount ?? '', serviceAccount),
    )
    if (isIts) return true
  }
  return false
}
