import { childElements } from '../../../saml/child-elements.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import type { SamlResponse } from './read-response.ts'
import { samlFaults } from './saml-faults.ts'
import { signInEndpoints } from './sign-in-endpoints.ts'

interface Against {
  readonly entityId: string
  readonly partition: string
  readonly uuid: string
  readonly encryptionMode: 'Allowed' | 'Required'
}

const { assertion, protocol } = samlNamespaces
const success = 'urn:oasis:names:tc:SAML:2.0:status:Success'

/**
 * What can be refused before anything is verified. Nothing here lets a response pass: the envelope of a signed
 * assertion is not signed, and says whatever its sender likes.
 *
 * @throws Fault InvalidIdentityToken or IDPRejectedClaim
 */
export function checkResponse({ root, assertion: held }: SamlResponse, against: Against): void {
  const statuses = childElements(root, protocol, 'Status')
  const codes = statuses.flatMap((status) => childElements(status, protocol, 'StatusCode'))
  const status = codes[0]?.attributes.get('Value') ?? ''
  if (codes.length !== 1) throw samlFaults.malformed()
  if (status !== success) throw samlFaults.rejected(status)
  const destination = root.attributes.get('Destination')
  if (destination !== undefined && !signInEndpoints.isRecipient(destination, against)) {
    throw samlFaults.otherRecipient()
  }
  const issuers = [root, held].flatMap((holder: XmlElement) => childElements(holder, assertion, 'Issuer'))
  if (issuers.some(({ text }) => text !== against.entityId)) throw samlFaults.otherIssuer()
  if (against.encryptionMode === 'Required' && held.name !== 'EncryptedAssertion') {
    throw samlFaults.notEncrypted()
  }
}
