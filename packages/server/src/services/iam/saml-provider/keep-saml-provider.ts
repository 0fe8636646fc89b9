import { type SamlProvider, samlProviders } from '../../../records/saml-provider.ts'
import type { ServiceContext } from '../../service-context.ts'

/** Writes a provider, new or changed. */
export async function keepSamlProvider(
  provider: SamlProvider,
  { transaction }: ServiceContext,
): Promise<void> {
  await transaction.put(samlProviders, [provider.account, provider.name.toLowerCase()], provider)
}
