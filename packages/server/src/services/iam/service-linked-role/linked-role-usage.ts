import { type Cluster, clusters } from '../../../records/cluster.ts'
import type { Role } from '../../../records/role.ts'
import type { RoleDeletion } from '../../../records/role-deletion.ts'
import type { ServiceContext } from '../../service-context.ts'

/** The services whose role something here needs: the role of EKS is needed while there is a cluster. */
const needs: Readonly<Record<string, (context: ServiceContext) => Promise<readonly Cluster[]>>> = {
  'eks.amazonaws.com': ({ transaction, account }) => transaction.list(clusters, [account]),
}

/** What still needs a service-linked role, by region. */
export async function linkedRoleUsage(
  { linkedService = '' }: Role,
  context: ServiceContext,
): Promise<RoleDeletion['usage']> {
  const users = Object.hasOwn(needs, linkedService) ? await needs[linkedService]?.(context) : undefined
  const byRegion = Map.groupBy(users ?? [], ({ region }) => region)
  return [...byRegion].map(([region, each]) => ({ region, resources: each.map(({ arn }) => arn) }))
}
