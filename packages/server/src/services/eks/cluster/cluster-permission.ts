import { clusters } from '../../../records/cluster.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterArn } from './cluster-arn.ts'

/**
 * The permission to act on the cluster that a call names, with the cluster's tags. What AWS does not have is of the
 * service `rolecall`, so that nobody has it by `eks:*`.
 */
export function clusterPermission(action: string, service: 'eks' | 'rolecall' = 'eks') {
  return async (
    { name = '' }: { name?: string | undefined },
    context: ServiceContext,
  ): Promise<Permission[]> => {
    const { account, region, transaction } = context
    const cluster = await transaction.get(clusters, [account, region, name])
    const tags = Object.entries(cluster?.tags ?? {})
    return [
      {
        action: `${service}:${action}`,
        resource: clusterArn(name, context),
        context: tags.map(([key, value]): [string, string] => [`aws:ResourceTag/${key}`, value]),
      },
    ]
  }
}
