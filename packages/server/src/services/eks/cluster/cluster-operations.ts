import { associateEncryptionConfig } from './associate-encryption-config.ts'
import { createCluster } from './create-cluster.ts'
import { deleteCluster } from './delete-cluster.ts'
import { describeCluster } from './describe-cluster.ts'
import { listClusters } from './list-clusters.ts'
import { rotateClusterKeys } from './rotate-cluster-keys.ts'
import { updateClusterConfig } from './update-cluster-config.ts'
import { updateClusterVersion } from './update-cluster-version.ts'

/** Operations on clusters. */
export const clusterOperations = [
  associateEncryptionConfig,
  createCluster,
  deleteCluster,
  describeCluster,
  listClusters,
  rotateClusterKeys,
  updateClusterConfig,
  updateClusterVersion,
]
