import type { OperationSchema } from '@rolecall/aws-protocol'
import { operation } from '../../operation.ts'
import type { ClusterResourceInput, ClusterResourceKind } from './cluster-resource-kind.ts'
import { clusterResourcePermission } from './cluster-resource-permission.ts'
import { findClusterResource } from './find-cluster-resource.ts'

export function describeClusterResource<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  schema: OperationSchema,
) {
  return operation<ClusterResourceInput, object>(schema, {
    constraints: kind.constraints,
    authorize: clusterResourcePermission(kind, `Describe${kind.noun}`),
    trail: { readOnly: true },
    async handle(input, context) {
      const { resource } = await findClusterResource(kind, input, context)
      return { [kind.member]: await kind.output(resource, context) }
    },
  })
}
