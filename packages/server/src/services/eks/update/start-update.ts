import type { Update, UpdateType } from '@aws-sdk/client-eks'
import type { Cluster } from '../../../records/cluster.ts'
import { type ClusterUpdate, clusterUpdates } from '../../../records/cluster-update.ts'
import type { ServiceContext } from '../../service-context.ts'
import { newUuid } from '../new-uuid.ts'
import { requestMarks } from '../request-marks.ts'
import { settleCluster } from './settle-cluster.ts'
import { updateOutput } from './update-output.ts'

interface Change {
  readonly of?: ClusterUpdate['of']
  readonly type: UpdateType
  /** AWS's names of what is changed, with what it becomes; what is not asked for is `undefined`. */
  readonly params: readonly (readonly [type: string, value: unknown])[]
}

/**
 * Records a change that a call asks for, and has `make` do it. A call that is sent again is told of the change that it
 * made before.
 */
export async function startUpdate(
  cluster: Cluster,
  input: { readonly clientRequestToken?: string | undefined },
  make: () => Promise<Change>,
  context: ServiceContext,
): Promise<{ update: Update }> {
  const { now, random, transaction } = context
  const request = requestMarks.of(input)
  if (request) {
    const known = await transaction.list(clusterUpdates, [cluster.id])
    const repeated = known.find((update) => requestMarks.isSame(request, update.request))
    if (repeated) return { update: updateOutput(repeated) }
  }
  const { of, type, params } = await make()
  const update: ClusterUpdate = {
    clusterId: cluster.id,
    id: newUuid(random),
    of,
    status: 'InProgress',
    type,
    params: params.flatMap(([param, value]) =>
      value === undefined
        ? []
        : [
            {
              type: param as NonNullable<ClusterUpdate['params'][number]['type']>,
              value: typeof value === 'object' ? JSON.stringify(value) : String(value),
            },
          ],
    ),
    createdAt: now,
    request,
  }
  await transaction.put(clusterUpdates, [cluster.id, update.id], update)
  context.later(() => settleCluster(cluster, context))
  return { update: updateOutput(update) }
}
