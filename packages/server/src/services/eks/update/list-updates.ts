import { ListUpdates$, type ListUpdatesRequest, type ListUpdatesResponse } from '@aws-sdk/client-eks'
import { clusterUpdates } from '../../../records/cluster-update.ts'
import type { Given } from '../../given.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import { updatedResource } from './updated-resource.ts'

/** Those of the cluster itself, or of what the call names below it. */
export const listUpdates = operation<Given<ListUpdatesRequest>, ListUpdatesResponse>(ListUpdates$, {
  constraints: { maxResults: eksConstraints.maxResults },
  authorize: clusterPermission('ListUpdates'),
  trail: { readOnly: true },
  async handle(input, context) {
    const cluster = await findCluster(input.name, context)
    const of = updatedResource(input)
    const all = await context.transaction.list(clusterUpdates, [cluster.id])
    const asked = all.filter((update) => update.of?.type === of?.type && update.of?.name === of?.name)
    const { items, next } = page(asked, input, ({ id }) => id)
    return { updateIds: items.map(({ id }) => id), ...next }
  },
})
