import type { UpdateType } from '@aws-sdk/client-eks'
import { type ClusterResource, clusterResources } from '../../../records/cluster-resource.ts'
import type { ServiceContext } from '../../service-context.ts'
import { type OwnCluster, ownCluster } from '../cluster/own-cluster.ts'
import { eksFaults } from '../faults.ts'
import { startUpdate } from '../update/start-update.ts'
import type { ClusterResourceInput, ClusterResourceKind } from './cluster-resource-kind.ts'
import { findClusterResource } from './find-cluster-resource.ts'

interface Changes<Detail> {
  readonly type: UpdateType
  readonly detail: Detail
  readonly params: readonly (readonly [type: string, value: unknown])[]
}

/** Changes what a call names below a cluster, as an update of it. @throws Fault ResourceInUseException */
export async function changeClusterResource<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  input: ClusterResourceInput & { readonly clientRequestToken?: string | undefined },
  change: (resource: ClusterResource<Detail>, cluster: OwnCluster) => Promise<Changes<Detail>>,
  context: ServiceContext,
) {
  const { now, transaction } = context
  const { cluster, resource } = await findClusterResource(kind, input, context)
  const make = async () => {
    const { name, status } = resource
    if (status !== 'ACTIVE') {
      throw eksFaults.inUse(`${kind.noun} ${name} cannot be updated as it is currently in ${status} state`, {
        clusterName: cluster.name,
      })
    }
    const { type, detail, params } = await change(resource, ownCluster(cluster))
    const changed: ClusterResource = { ...resource, detail, modifiedAt: now, status: 'UPDATING' }
    await transaction.put(clusterResources, [cluster.id, kind.type, name], changed)
    return { type, params, of: { type: kind.type, name } }
  }
  return startUpdate(cluster, input, make, context)
}
