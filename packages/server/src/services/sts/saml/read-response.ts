import { allElements } from '../../../saml/all-elements.ts'
import { childElements } from '../../../saml/child-elements.ts'
import { readXml } from '../../../saml/read-xml.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import { decodeResponse } from './decode-response.ts'
import { samlFaults } from './saml-faults.ts'

/** A response before any signature is verified: nothing in it is believed. */
export interface SamlResponse {
  readonly text: string
  readonly root: XmlElement
  /** In clear or encrypted. */
  readonly assertion: XmlElement
}

const { assertion, protocol, signature } = samlNamespaces
/** Names that may stand in one place only, whatever their namespace. */
const guarded: ReadonlySet<string> = new Set(['Response', 'Assertion', 'EncryptedAssertion', 'Signature'])

/**
 * Reads a response of one assertion. Every second Response, Assertion or Signature is refused wherever it
 * stands: signature wrapping needs one to sign and one to read.
 *
 * @throws Fault InvalidIdentityToken
 */
export function readResponse(encoded: string): SamlResponse {
  const text = decodeResponse(encoded)
  const root = readXml(text, 'response')
  if (root?.namespace !== protocol || root.name !== 'Response') throw samlFaults.malformed()
  const assertions = ['Assertion', 'EncryptedAssertion'].flatMap((name) =>
    childElements(root, assertion, name),
  )
  const [only, ...others] = assertions
  if (!only || others.length > 0 || root.attributes.get('Version') !== '2.0') throw samlFaults.malformed()
  const known = [
    root,
    only,
    ...[root, only].flatMap((holder) => childElements(holder, signature, 'Signature')),
  ]
  for (const element of allElements(root)) {
    if (guarded.has(element.name) && !known.includes(element)) throw samlFaults.malformed()
  }
  return { text, root, assertion: only }
}
