import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts'
import { preparedAddress } from './prepared-address.ts'

/** The address that a call of STS would go to. */
export function stsEndpoint(sts: STSClient): Promise<URL> {
  return preparedAddress(sts, new GetCallerIdentityCommand({}))
}
