import { readMetadata, type SamlMetadata } from '../../../saml/read-metadata.ts'
import { samlProviderFaults } from './saml-provider-faults.ts'

/** @throws Fault InvalidInput for a document that is no metadata of an identity provider */
export function providerMetadata(document: string): SamlMetadata {
  const metadata = readMetadata(document)
  if (!metadata) throw samlProviderFaults.notMetadata()
  return metadata
}
