import type { Fault } from '@rolecall/core'
import type { OpenIdConnectProvider } from '../../../records/open-id-connect-provider.ts'
import type { ServiceContext } from '../../service-context.ts'
import { iamFaults } from '../faults.ts'
import { readProvider } from './read-provider.ts'

/** The OIDC provider of the caller's account with this ARN. @throws Fault NoSuchEntity */
export async function findProvider(
  arn: string,
  context: ServiceContext,
  missing: (arn: string) => Fault = iamFaults.noSuchProvider,
): Promise<OpenIdConnectProvider> {
  const provider = await readProvider(arn, context)
  if (!provider) throw missing(arn)
  return provider
}
