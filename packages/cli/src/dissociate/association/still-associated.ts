import { type EKSClient, paginateListPodIdentityAssociations } from '@aws-sdk/client-eks'
import { matchesPattern } from '@rolecall/core'
import type { DissociateOptions } from '../dissociate-options.ts'

/**
 * The associations that give pods of a ServiceAccount a role now, by the names they have: those of a Rolecall server
 * may have `*` in them, which a filter of EKS does not find.
 */
export async function stillAssociated(
  client: EKSClient,
  { cluster: clusterName, namespace, serviceAccount }: DissociateOptions,
): Promise<string[]> {
  const found: string[] = []
  for await (const { associations = [] } of paginateListPodIdentityAssociations(
    { client },
    { clusterName },
  )) {
    for (const one of associations) {
      const isIts =
        matchesPattern(one.namespace ?? '', namespace) &&
        matchesPattern(one.serviceAccount ?? '', serviceAccount)
      if (isIts) found.push(`${one.namespace}/${one.serviceAccount}`)
    }
  }
  return found
}
