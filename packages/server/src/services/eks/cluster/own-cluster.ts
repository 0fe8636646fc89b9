import type { Cluster } from '../../../records/cluster.ts'
import { eksFaults } from '../faults.ts'

/** A cluster that was made here, of which the version is known. */
export type OwnCluster = Cluster & { readonly version: string }

/** @throws Fault InvalidRequestException for a connected cluster. */
export function ownCluster(cluster: Cluster): OwnCluster {
  const { connection, name, version } = cluster
  if (connection || version === undefined) throw eksFaults.notForConnected(name)
  return { ...cluster, version }
}
