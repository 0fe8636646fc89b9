import { type ClusterUpdate, clusterUpdates } from '../../../records/cluster-update.ts'
import type { ServiceContext } from '../../service-context.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksFaults } from '../faults.ts'
import { type UpdatedInput, updatedResource } from './updated-resource.ts'

/** The update that a call names, of the cluster or of what it names below it. @throws Fault ResourceNotFoundException */
export async function findUpdate(
  input: UpdatedInput & { readonly updateId: string },
  context: ServiceContext,
): Promise<ClusterUpdate> {
  const cluster = await findCluster(input.name, context)
  const of = updatedResource(input)
  const update = await context.transaction.get(clusterUpdates, [cluster.id, input.updateId])
  if (!update || update.of?.type !== of?.type || update.of?.name !== of?.name) {
    throw eksFaults.notFound(`No update found for ID: ${input.updateId}`, { clusterName: cluster.name })
  }
  return update
}
