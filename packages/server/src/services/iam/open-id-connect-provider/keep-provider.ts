import {
  type OpenIdConnectProvider,
  openIdConnectProviders,
} from '../../../records/open-id-connect-provider.ts'
import type { ServiceContext } from '../../service-context.ts'

/** Writes a provider, new or changed. */
export async function keepProvider(
  provider: OpenIdConnectProvider,
  { transaction }: ServiceContext,
): Promise<void> {
  await transaction.put(openIdConnectProviders, [provider.account, provider.hostPath], provider)
}
