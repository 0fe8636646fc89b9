import { type EKSClient, ListClustersCommand } from '@aws-sdk/client-eks'
import { preparedAddress } from './prepared-address.ts'

/** The address that a call of EKS would go to. */
export async function eksEndpoint(eks: EKSClient): Promise<URL> {
  return new URL('.', await preparedAddress(eks, new ListClustersCommand({})))
}
