import {
  type EKSClient,
  type PodIdentityAssociationSummary,
  paginateListPodIdentityAssociations,
} from '@aws-sdk/client-eks'

/** The outlines of all EKS Pod Identity associations of a cluster. Lists do not tell roles. */
export async function* listAssociations(
  client: EKSClient,
  clusterName: string,
): AsyncGenerator<PodIdentityAssociationSummary, void> {
  const pages = paginateListPodIdentityAssociations({ client, pageSize: 100 }, { clusterName })
  for await (const { associations = [] } of pages) yield* associations
}
