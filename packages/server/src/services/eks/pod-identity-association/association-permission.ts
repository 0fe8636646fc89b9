import { clusters } from '../../../records/cluster.ts'
import { podIdentityAssociations } from '../../../records/pod-identity-association.ts'
import type { Permission } from '../../permission.ts'
import type { ServiceContext } from '../../service-context.ts'
import { associationArn } from './association-arn.ts'

interface Named {
  readonly clusterName?: string | undefined
  readonly associationId?: string | undefined
}

/** The permission to act on the association that a call names, with the association's tags. */
export function associationPermission(action: string) {
  return async (
    { clusterName = '', associationId = '' }: Named,
    context: ServiceContext,
  ): Promise<Permission[]> => {
    const { account, region, transaction } = context
    const cluster = await transaction.get(clusters, [account, region, clusterName])
    const association =
      cluster && (await transaction.get(podIdentityAssociations, [cluster.id, associationId]))
    const tags = Object.entries(association?.tags ?? {})
    return [
      {
        action: `eks:${action}`,
        resource: associationArn(clusterName, associationId, context),
        context: tags.map(([key, value]): [string, string] => [`aws:ResourceTag/${key}`, value]),
      },
    ]
  }
}
