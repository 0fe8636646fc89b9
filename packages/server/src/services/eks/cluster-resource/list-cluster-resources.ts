import type { OperationSchema } from '@rolecall/aws-protocol'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { operation } from '../../operation.ts'
import { clusterPermission } from '../cluster/cluster-permission.ts'
import { findCluster } from '../cluster/find-cluster.ts'
import { eksConstraints } from '../constraints.ts'
import { page } from '../page.ts'
import type { ClusterResourceKind } from './cluster-resource-kind.ts'

interface ListInput {
  readonly clusterName: string
  readonly nextToken?: string
  readonly maxResults?: number
}

/** Names in their order, in pages. */
export function listClusterResources<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  schema: OperationSchema,
) {
  return operation<ListInput, object>(schema, {
    constraints: { maxResults: eksConstraints.maxResults },
    authorize: clusterPermission(`List${kind.noun}s`),
    trail: { readOnly: true },
    async handle(input, context) {
      const { id } = await findCluster(input.clusterName, context)
      const all = await context.transaction.list(clusterResources, [id, kind.type])
      const { items, next } = page(all, input, ({ name }) => name)
      return { [kind.listMember]: items.map(({ name }) => kind.listed(name)), ...next }
    },
  })
}
