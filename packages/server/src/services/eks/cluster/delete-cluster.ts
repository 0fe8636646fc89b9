import { DeleteCluster$, type DeleteClusterRequest, type DeleteClusterResponse } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { operation } from '../../operation.ts'
import type { ServiceContext } from '../../service-context.ts'
import { eksConstraints } from '../constraints.ts'
import { eksFaults } from '../faults.ts'
import { refuseWhileUpdating } from '../update/refuse-while-updating.ts'
import { clusterOutput } from './cluster-output.ts'
import { clusterPermission } from './cluster-permission.ts'
import { findCluster } from './find-cluster.ts'
import { removeCluster } from './remove-cluster.ts'

/** What must go first, and how AWS says so. Add-ons and identity providers go with the cluster. */
const inTheWay = [
  ['nodegroup', 'Cluster has nodegroups attached'],
  ['fargateprofile', 'Cluster has Fargate profiles attached'],
] as const

/** Takes the issuer's keys with it: tokens of the cluster are worth nothing from then on. */
export const deleteCluster = operation<DeleteClusterRequest, DeleteClusterResponse>(DeleteCluster$, {
  constraints: { name: eksConstraints.clusterName },
  authorize: clusterPermission('DeleteCluster'),
  trail: { readOnly: false, resources: ({ name = '' }) => [{ type: 'AWS::EKS::Cluster', name }] },
  async handle(input, context) {
    const cluster = await findCluster(input.name, context)
    if (cluster.connection) throw eksFaults.connectedCluster(cluster.name)
    await refuseNeeded(cluster, context)
    await removeCluster(cluster, context)
    return { cluster: { ...clusterOutput(cluster, context), status: 'DELETING' } }
  },
})

/** @throws Fault InvalidRequestException, ResourceInUseException */
async function refuseNeeded(cluster: Cluster, context: ServiceContext): Promise<void> {
  const { id, name, configuration, status } = cluster
  if (configuration?.deletionProtection) {
    throw eksFaults.invalidRequest(
      `Cluster ${name} has deletion protection enabled. Disable deletion protection before deleting the cluster.`,
      { clusterName: name },
    )
  }
  if (status === 'CREATING')
    throw eksFaults.inUse(`Cluster has pending status: CREATING`, { clusterName: name })
  await refuseWhileUpdating(cluster, 'DeleteCluster', context)
  for (const [type, text] of inTheWay) {
    const [first] = await context.transaction.list(clusterResources, [id, type], { limit: 1 })
    if (first) throw eksFaults.inUse(text, { clusterName: name })
  }
}
