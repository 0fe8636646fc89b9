import type { Operation } from '../../operation.ts'
import { createSamlProvider } from './create-saml-provider.ts'
import { deleteSamlProvider } from './delete-saml-provider.ts'
import { getSamlProvider } from './get-saml-provider.ts'
import { listSamlProviders } from './list-saml-providers.ts'
import { updateSamlProvider } from './update-saml-provider.ts'

/** Operations on SAML providers. */
export const samlProviderOperations: readonly Operation[] = [
  createSamlProvider,
  deleteSamlProvider,
  getSamlProvider,
  listSamlProviders,
  updateSamlProvider,
]
