import type { EKSClient } from '@aws-sdk/client-eks'
import { nearestName } from '@rolecall/analyzer'
import { listAssociations } from '../../cluster/list-associations.ts'
import type { DissociateOptions } from '../dissociate-options.ts'

/** Of a ServiceAccount without an association: which one may have been meant, or how many there are. */
export async function otherAssociations(
  client: EKSClient,
  { cluster, namespace, serviceAccount }: DissociateOptions,
): Promise<string> {
  const names: string[] = []
  for await (const one of listAssociations(client, cluster))
    names.push(`${one.namespace}/${one.serviceAccount}`)
  const near = nearestName(`${namespace}/${serviceAccount}`, names)
  if (near) return `ServiceAccount ${near.name} has an association; its name ${near.how}`
  if (names.length === 0) return `cluster ${cluster} has no associations`
  const count = names.length === 1 ? 'one association' : `${names.length} associations`
  return `cluster ${cluster} has ${count}, and none of a name like ${namespace}/${serviceAccount}`
}
