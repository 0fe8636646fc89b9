import { DeleteCluster$, type DeleteClusterRequest, type DeleteClusterResponse } from '@aws-sdk/client-eks'
import { deleteObjects } from '../../../kubernetes-api/delete-objects.ts'
import { clusterIds, clusters } from '../../../records/cluster.ts'
import { hostedIssuers } from '../../../records/hosted-issuer.ts'
import { operation } from '../../operation.ts'
import { eksConstraints } from '../constraints.ts'
import { deleteAssociations } from '../pod-identity-association/delete-associations.ts'
import { clusterOutput } from './cluster-output.ts'
import { clusterPermission } from './cluster-permission.ts'
import { findCluster } from './find-cluster.ts'

/** Takes the issuer's keys with it: tokens of the cluster are worth nothing from then on. */
export const deleteCluster = operation<DeleteClusterRequest, DeleteClusterResponse>(DeleteCluster$, {
  constraints: { name: eksConstraints.clusterName },
  authorize: clusterPermission('DeleteCluster'),
  trail: { readOnly: false, resources: ({ name = '' }) => [{ type: 'AWS::EKS::Cluster', name }] },
  async handle(input, context) {
    const cluster = await findCluster(input.name, context)
    const { transaction } = context
    await transaction.delete(clusters, [cluster.account, cluster.region, cluster.name])
    await transaction.delete(clusterIds, [cluster.id])
    await transaction.delete(hostedIssuers, [cluster.id])
    await deleteAssociations(cluster.id, undefined, transaction)
    await deleteObjects(cluster.id, undefined, transaction)
    return { cluster: { ...clusterOutput(cluster), status: 'DELETING' } }
  },
})
