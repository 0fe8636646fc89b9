import type { SamlProvider } from '../../../records/saml-provider.ts'
import type { ServiceContext } from '../../service-context.ts'
import { readSamlProvider } from './read-saml-provider.ts'
import { samlProviderFaults } from './saml-provider-faults.ts'

/** The SAML provider of the caller's account with this ARN. @throws Fault NoSuchEntity */
export async function findSamlProvider(arn: string, context: ServiceContext): Promise<SamlProvider> {
  const provider = await readSamlProvider(arn, context)
  if (!provider) throw samlProviderFaults.noSuchProvider(arn)
  return provider
}
