import { type Cluster, clusters } from '../../../records/cluster.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksFaults } from '../faults.ts'

/** The caller's cluster of this name in this region. @throws Fault ResourceNotFoundException */
export async function findCluster(name: string | undefined, context: ServiceContext): Promise<Cluster> {
  const { account, region, transaction } = context
  const cluster = await transaction.get(clusters, [account, region, name ?? ''])
  if (!cluster) throw eksFaults.noSuchCluster(name ?? '')
  return cluster
}
