import type { Cluster } from '../../../records/cluster.ts'
import { clusterUpdates } from '../../../records/cluster-update.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksFaults } from '../faults.ts'

/**
 * One change of a cluster at a time.
 *
 * @param what AWS's name of the update that is asked for.
 * @throws Fault ResourceInUseException
 */
export async function refuseWhileUpdating(
  { id, name, status }: Cluster,
  what: string,
  { transaction }: Pick<ServiceContext, 'transaction'>,
): Promise<void> {
  if (status !== 'UPDATING') return
  const updates = await transaction.list(clusterUpdates, [id])
  const running = updates.find((update) => update.status === 'InProgress' && !update.of)
  throw eksFaults.inUse(
    `Cannot ${what} because cluster ${name} currently has update ${running?.id ?? ''} in progress`,
    { clusterName: name },
  )
}
