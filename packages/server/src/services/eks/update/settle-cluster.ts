import type { Cluster } from '../../../records/cluster.ts'
import { clusterIds, clusters } from '../../../records/cluster.ts'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { clusterUpdates } from '../../../records/cluster-update.ts'
import type { Store } from '../../../store/store.ts'

/**
 * Ends what is under way of a cluster and of what is below it: everything asked for is kept already, and nothing here
 * has to be waited for. Once more does nothing.
 */
export async function settleCluster({ id }: Pick<Cluster, 'id'>, { store }: { store: Store }): Promise<void> {
  await store.transact(async (transaction) => {
    for (const update of await transaction.list(clusterUpdates, [id])) {
      if (update.status === 'InProgress')
        await transaction.put(clusterUpdates, [id, update.id], { ...update, status: 'Successful' })
    }
    for (const resource of await transaction.list(clusterResources, [id])) {
      if (resource.status !== 'ACTIVE')
        await transaction.put(clusterResources, [id, resource.type, resource.name], {
          ...resource,
          status: 'ACTIVE',
        })
    }
    const place = await transaction.get(clusterIds, [id])
    if (!place) return
    const key = [place.account, place.region, place.name] as [string, string, string]
    const cluster = await transaction.get(clusters, key)
    if (cluster?.status === 'UPDATING') await transaction.put(clusters, key, { ...cluster, status: 'ACTIVE' })
  })
}
