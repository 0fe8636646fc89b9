import type { EKSClient } from '@aws-sdk/client-eks'
import { associationsOf } from '../../cluster/associations-of.ts'
import type { DissociateOptions } from '../dissociate-options.ts'

/** The associations that give pods of a ServiceAccount a role now, by the names they have. */
export async function stillAssociated(client: EKSClient, options: DissociateOptions): Promise<string[]> {
  const found: string[] = []
  for await (const { namespace, serviceAccount } of associationsOf(client, options))
    found.push(`${namespace}/${serviceAccount}`)
  return found
}
