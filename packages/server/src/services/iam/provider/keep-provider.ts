import type { ServiceContext } from '../../service-context.ts'
import { type OpenIdConnectProvider, openIdConnectProviders } from '../resources/open-id-connect-provider.ts'

/** Writes a provider, new or changed. */
export async function keepProvider(
  provider: OpenIdConnectProvider,
  { transaction }: ServiceContext,
): Promise<void> {
  await transaction.put(openIdConnectProviders, [provider.account, provider.hostPath], provider)
}
