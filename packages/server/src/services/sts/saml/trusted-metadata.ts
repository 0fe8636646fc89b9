import type { SamlProvider } from '../../../records/saml-provider.ts'
import { readMetadata, type SamlMetadata } from '../../../saml/read-metadata.ts'

/** Read once a record: the store hands out the same object until it changes. */
const known = new WeakMap<SamlProvider, SamlMetadata>()

/** @throws Error when a kept document no longer reads: it was checked when it was written, so this is a bug */
export function trustedMetadata(provider: SamlProvider): SamlMetadata {
  const metadata = known.get(provider) ?? readMetadata(provider.metadataDocument)
  if (!metadata) throw new Error(`the kept metadata of ${provider.arn} does not read`)
  known.set(provider, metadata)
  return metadata
}
