import type { UpdateType } from '@aws-sdk/client-eks'
import { type Cluster, clusters } from '../../../records/cluster.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksFaults } from '../faults.ts'
import { refuseWhileUpdating } from '../update/refuse-while-updating.ts'
import { startUpdate } from '../update/start-update.ts'
import { findCluster } from './find-cluster.ts'
import { type OwnCluster, ownCluster } from './own-cluster.ts'

interface Changes {
  readonly type: UpdateType
  readonly changes: Partial<Cluster>
  readonly params: readonly (readonly [type: string, value: unknown])[]
}

/**
 * Changes the cluster that a call names, as an update of it.
 *
 * @throws Fault ResourceInUseException while it is changed already, InvalidRequestException while it is made.
 */
export async function changeCluster(
  name: string,
  input: { readonly clientRequestToken?: string | undefined },
  change: (cluster: OwnCluster) => Changes,
  context: ServiceContext,
) {
  const cluster = ownCluster(await findCluster(name, context))
  const make = async () => {
    const { type, changes, params } = change(cluster)
    await refuseWhileUpdating(cluster, type, context)
    if (cluster.status !== 'ACTIVE') throw eksFaults.clusterNotActive(cluster.name)
    const { account, region } = cluster
    const changed: Cluster = { ...cluster, ...changes, status: 'UPDATING' }
    await context.transaction.put(clusters, [account, region, cluster.name], changed)
    return { type, params }
  }
  return startUpdate(cluster, input, make, context)
}
