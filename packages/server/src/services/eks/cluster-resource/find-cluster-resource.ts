import type { Cluster } from '../../../records/cluster.ts'
import { type ClusterResource, clusterResources } from '../../../records/cluster-resource.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import type { ClusterResourceInput, ClusterResourceKind } from './cluster-resource-kind.ts'

/** What a call names below a cluster, and the cluster. @throws Fault ResourceNotFoundException */
export async function findClusterResource<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  input: ClusterResourceInput,
  context: ServiceContext,
): Promise<{ readonly cluster: Cluster; readonly resource: ClusterResource<Detail> }> {
  const cluster = await findCluster(input.clusterName, context)
  const name = kind.named(input)
  const resource = await context.transaction.get(clusterResources, [cluster.id, kind.type, name])
  if (!resource) throw kind.missing(name, cluster.name)
  return { cluster, resource: resource as ClusterResource<Detail> }
}
