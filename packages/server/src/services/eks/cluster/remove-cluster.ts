import { providerHostPath } from '@rolecall/core'
import { deleteObjects } from '../../../kubernetes-api/delete-objects.ts'
import { type Cluster, clusterIds, clusterIssuers, clusters } from '../../../records/cluster.ts'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { clusterUpdates } from '../../../records/cluster-update.ts'
import { hostedIssuers } from '../../../records/hosted-issuer.ts'
import type { ServiceContext } from '../../service-context.ts'
import { deleteAssociations } from '../pod-identity-association/delete-associations.ts'

/** Takes a cluster away, with everything that is kept of it. */
export async function removeCluster(
  cluster: Cluster,
  { transaction }: Pick<ServiceContext, 'transaction'>,
): Promise<void> {
  const { account, region, name, id, issuer } = cluster
  await transaction.delete(clusters, [account, region, name])
  await transaction.delete(clusterIds, [id])
  await transaction.delete(hostedIssuers, [id])
  for (const resource of await transaction.list(clusterResources, [id]))
    await transaction.delete(clusterResources, [id, resource.type, resource.name])
  for (const update of await transaction.list(clusterUpdates, [id]))
    await transaction.delete(clusterUpdates, [id, update.id])
  await deleteAssociations(id, undefined, transaction)
  await deleteObjects(id, undefined, transaction)
  const hostPath = issuer === undefined ? undefined : providerHostPath(issuer, { allowLoopbackHttp: true })
  if (cluster.connection && hostPath !== undefined)
    await transaction.delete(clusterIssuers, [account, hostPath])
}
