import { describeClusterVersions } from './describe-cluster-versions.ts'

/** Operations on the versions that clusters can have. */
export const clusterVersionOperations = [describeClusterVersions]
