import type { Issuers } from '../../../issuers/issuers.ts'
import { clusters } from '../../../records/cluster.ts'
import type { Store } from '../../../store/store.ts'
import { provisionCluster } from './provision-cluster.ts'

/** Finishes the clusters that a stop left in the making. */
export async function resumeProvisioning(tools: {
  issuers: Issuers
  store: Store
  now: number
}): Promise<void> {
  for (const cluster of await tools.store.reader.list(clusters, [])) {
    if (cluster.status === 'CREATING') await provisionCluster(cluster, tools)
  }
}
