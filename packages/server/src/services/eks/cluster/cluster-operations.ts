import { createCluster } from './create-cluster.ts'
import { deleteCluster } from './delete-cluster.ts'
import { describeCluster } from './describe-cluster.ts'
import { listClusters } from './list-clusters.ts'
import { rotateClusterKeys } from './rotate-cluster-keys.ts'

/** Operations on clusters. */
export const clusterOperations = [
  createCluster,
  deleteCluster,
  describeCluster,
  listClusters,
  rotateClusterKeys,
]
