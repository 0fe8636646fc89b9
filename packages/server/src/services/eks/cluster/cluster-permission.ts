import { clusters } from '../../../records/cluster.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import { clusterArn } from './cluster-arn.ts'

/** AWS calls a cluster's name `name` where the cluster is acted on, and `clusterName` below it. */
interface ClusterInput {
  readonly name?: string | undefined
  readonly clusterName?: string | undefined
}

/**
 * The permission to act on the cluster that a call names, with the cluster's tags. What AWS does not have is of the
 * service `rolecall`, so that nobody has it by `eks:*`.
 *
 * @param keys further condition keys, of what the call asks for.
 */
export function clusterPermission<Input extends ClusterInput>(
  action: string,
  keys: (input: Input) => NonNullable<Permission['context']> = () => [],
  service: 'eks' | 'rolecall' = 'eks',
) {
  return async (input: Input, context: ServiceContext): Promise<Permission[]> => {
    const { account, region, transaction } = context
    const name = input.clusterName ?? input.name ?? ''
    const cluster = await transaction.get(clusters, [account, region, name])
    const tags = Object.entries(cluster?.tags ?? {})
    return [
      {
        action: `${service}:${action}`,
        resource: clusterArn(name, context),
        context: [
          ...tags.map(([key, value]): [string, string] => [`aws:ResourceTag/${key}`, value]),
          ...keys(input),
        ],
      },
    ]
  }
}
