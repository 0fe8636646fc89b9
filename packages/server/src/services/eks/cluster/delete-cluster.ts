import { DeleteCluster$, type DeleteClusterRequest, type DeleteClusterResponse } from '@aws-sdk/client-eks'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { clusterOutput } from './cluster-output.ts'
import { clusterPermission } from './cluster-permission.ts'
import { findCluster } from './find-cluster.ts'
import { removeCluster } from './remove-cluster.ts'

/** Takes the issuer's keys with it: tokens of the cluster are worth nothing from then on. */
export const deleteCluster = operation<DeleteClusterRequest, DeleteClusterResponse>(DeleteCluster$, {
  constraints: { name: eksConstraints.clusterName },
  authorize: clusterPermission('DeleteCluster'),
  trail: { readOnly: false, resources: ({ name = '' }) => [{ type: 'AWS::EKS::Cluster', name }] },
  async handle(input, context) {
    const cluster = await findCluster(input.name, context)
    if (cluster.connection) throw eksFaults.connectedCluster(cluster.name)
    await removeCluster(cluster, context)
    return { cluster: { ...clusterOutput(cluster), status: 'DELETING' } }
  },
})
