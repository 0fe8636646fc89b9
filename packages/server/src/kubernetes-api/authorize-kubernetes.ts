import type { Caller } from '../callers/caller.ts'
import { principalId } from '../callers/principal-id.ts'
import type { Cluster } from '../records/cluster.ts'
import { kubernetesFaults } from './kubernetes-faults.ts'
import type { KubernetesPath } from './kubernetes-path.ts'

/**
 * The principal that made a cluster is its administrator, as in EKS; nobody else is anything in it yet.
 *
 * @throws KubernetesFault Forbidden
 */
export function authorizeKubernetes(
  { principal }: Caller,
  cluster: Cluster,
  verb: string,
  path: KubernetesPath,
): void {
  if (cluster.creatorIsAdministrator && principalId(principal) === cluster.creatorId) return
  const arn = principal.type === 'role-session' ? principal.roleArn : 'arn' in principal ? principal.arn : ''
  const { resource, subresource, namespace, name } = path
  const what = `${resource.plural}${subresource ? `/${subresource}` : ''}`
  throw kubernetesFaults.forbidden(
    `${what}${name ? ` ${JSON.stringify(name)}` : ''}`,
    `User ${JSON.stringify(arn)} cannot ${verb} resource ${JSON.stringify(what)} in API group "" ${namespace ? `in the namespace ${JSON.stringify(namespace)}` : 'at the cluster scope'}: only the principal that created the cluster may`,
  )
}
