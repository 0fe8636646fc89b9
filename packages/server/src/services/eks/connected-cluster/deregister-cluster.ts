import {
  DeregisterCluster$,
  type DeregisterClusterRequest,
  type DeregisterClusterResponse,
} from '@aws-sdk/client-eks'
import { operation } from '../../operation.ts'
import { clusterOutput } from '../cluster/cluster-output.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { removeCluster } from '../cluster/remove-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { connectedClusterFaults } from './connected-cluster-faults.ts'

/** Its keys go with it. Its IAM OIDC provider stays, as in AWS: without the keys it verifies what its issuer publishes. */
export const deregisterCluster = operation<DeregisterClusterRequest, DeregisterClusterResponse>(
  DeregisterCluster$,
  {
    constraints: { name: eksConstraints.clusterName },
    authorize: clusterPermission('DeregisterCluster'),
    trail: { readOnly: false, resources: ({ name = '' }) => [{ type: 'AWS::EKS::Cluster', name }] },
    async handle(input, context) {
      const cluster = await findCluster(input.name, context)
      if (!cluster.connection) throw connectedClusterFaults.notConnected(cluster.name)
      await removeCluster(cluster, context)
      return { cluster: { ...clusterOutput(cluster), status: 'DELETING' } }
    },
  },
)
