import type { OperationSchema } from '@rolecall/aws-protocol'
import { clusterResources } from '../../../records/cluster-resource.ts'
import { operation } from '../../operation.ts'
import type { ClusterResourceInput, ClusterResourceKind } from './cluster-resource-kind.ts'
import { clusterResourcePermission } from './cluster-resource-permission.ts'
import { findClusterResource } from './find-cluster-resource.ts'

/** It is gone when this answers, and told as it was. */
export function deleteClusterResource<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  schema: OperationSchema,
) {
  return operation<ClusterResourceInput, object>(schema, {
    constraints: kind.constraints,
    authorize: clusterResourcePermission(kind, `Delete${kind.noun}`),
    trail: { readOnly: false },
    async handle(input, context) {
      const { resource } = await findClusterResource(kind, input, context)
      const output = await kind.output(resource, context)
      await kind.release?.(resource, context)
      await context.transaction.delete(clusterResources, [resource.clusterId, kind.type, resource.name])
      return { [kind.member]: { ...output, status: 'DELETING' } }
    },
  })
}
