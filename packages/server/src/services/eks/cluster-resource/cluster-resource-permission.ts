import { formatArn } from '@rolecall/core'
import { clusters } from '../../../records/cluster.ts'
import { clusterResources } from '../../../records/cluster-resource.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import type { ClusterResourceInput, ClusterResourceKind } from './cluster-resource-kind.ts'

/**
 * The permission to act on what a call names below a cluster, with its tags. What is not there has no last part of its
 * ARN: then all that bear the name are meant.
 */
export function clusterResourcePermission<Detail, Output extends object>(
  kind: ClusterResourceKind<Detail, Output>,
  action: string,
) {
  return async (input: ClusterResourceInput, context: ServiceContext): Promise<Permission[]> => {
    const { account, partition, region, transaction } = context
    const cluster = await transaction.get(clusters, [account, region, input.clusterName])
    const name = kind.named(input)
    const kept = cluster && (await transaction.get(clusterResources, [cluster.id, kind.type, name]))
    const resource = `${kind.type}/${input.clusterName}/${kind.arnName(name)}/*`
    return [
      {
        action: `eks:${action}`,
        resource: kept?.arn ?? formatArn({ partition, service: 'eks', region, account, resource }),
        context: Object.entries(kept?.tags ?? {}).map(([key, value]) => [`aws:ResourceTag/${key}`, value]),
      },
    ]
  }
}
