import type { Issuers } from '../../../issuers/issuers.ts'
import { clusters } from '../../../records/cluster.ts'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { clusterUpdates } from '../../../records/cluster-update.ts'
import type { Store } from '../../../store/store.ts'
import { settleCluster } from '../update/settle-cluster.ts'
import { provisionCluster } from './provision-cluster.ts'

/** Finishes what a stop left under way: clusters in the making, changes of clusters and of what is below them. */
export async function resumeProvisioning(tools: {
  issuers: Issuers
  store: Store
  now: number
}): Promise<void> {
  const { reader } = tools.store
  const underWay = new Set([
    ...(await reader.list(clusterUpdates, []))
      .filter(({ status }) => status === 'InProgress')
      .map(({ clusterId }) => clusterId),
    ...(await reader.list(clusterResources, []))
      .filter(({ status }) => status !== 'ACTIVE')
      .map(({ clusterId }) => clusterId),
  ])
  for (const cluster of await reader.list(clusters, [])) {
    if (cluster.status === 'CREATING') await provisionCluster(cluster, tools)
    if (underWay.has(cluster.id)) await settleCluster(cluster, tools)
  }
}
