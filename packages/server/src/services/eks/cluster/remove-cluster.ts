import { providerHostPath } from '@rolecall/core'
import { deleteObjects } from '../../../kubernetes-api/delete-objects.ts'
import { type Cluster, clusterIds, clusterIssuers, clusters } from '../../../records/cluster.ts'
import { hostedIssuers } from '../../../records/hosted-issuer.ts'
import type { ServiceContext } from '../../service-context.ts'

/** Takes a cluster away, with everything that is kept of it. */
export async function removeCluster(
  cluster: Cluster,
  { transaction }: Pick<ServiceContext, 'transaction'>,
): Promise<void> {
  const { account, region, name, id, issuer } = cluster
  await transaction.delete(clusters, [account, region, name])
  await transaction.delete(clusterIds, [id])
  await transaction.delete(hostedIssuers, [id])
  await deleteObjects(id, undefined, transaction)
  const hostPath = issuer === undefined ? undefined : providerHostPath(issuer, { allowLoopbackHttp: true })
  if (cluster.connection && hostPath !== undefined)
    await transaction.delete(clusterIssuers, [account, hostPath])
}
