import type { EKSClient, PodIdentityAssociationSummary } from '@aws-sdk/client-eks'
import { matchesPattern } from '@rolecall/core'
import type { ClusterOptions } from './cluster-options.ts'
import { listAssociations } from './list-associations.ts'

/**
 * The associations that give pods of a ServiceAccount a role. All of the cluster are looked through, for those of a
 * Rolecall server may have `*` in their names, which a filter of EKS does not find.
 */
export async function* associationsOf(
  client: EKSClient,
  { cluster, namespace, serviceAccount }: Pick<ClusterOptions, 'cluster' | 'namespace' | 'serviceAccount'>,
): AsyncGenerator<PodIdentityAssociationSummary, void> {
  for await (const one of listAssociations(client, cluster)) {
    const isIts =
      matchesPattern(one.namespace ?? '', namespace) &&
      matchesPattern(one.serviceAccount ?? '', serviceAccount)
    if (isIts) yield one
  }
}
