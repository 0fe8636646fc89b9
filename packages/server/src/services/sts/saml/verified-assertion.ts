import type { KeyObject } from 'node:crypto'
import { allElements } from '../../../saml/all-elements.ts'
import { childElements } from '../../../saml/child-elements.ts'
import { readXml } from '../../../saml/read-xml.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import { decryptAssertion } from './decrypt-assertion.ts'
import type { SamlResponse } from './read-response.ts'
import { samlFaults } from './saml-faults.ts'
import { signedElement } from './signed-element.ts'

interface Trusted {
  readonly signingKeys: readonly KeyObject[]
  /** In PEM. */
  readonly privateKeys: readonly string[]
}

const { assertion, signature } = samlNamespaces

/**
 * The assertion of a response as its identity provider signed it: the response, the assertion, or both. A
 * signature that is there must be good, also where another would do.
 *
 * @throws Fault InvalidIdentityToken
 */
export function verifiedAssertion(response: SamlResponse, trusted: Trusted): XmlElement {
  const signed = isSigned(response.root)
    ? signedElement(response.text, response.root, trusted.signingKeys)
    : undefined
  if (isSigned(response.root) && !signed) throw samlFaults.badSignature()
  const held = signed ? assertionIn(signed.element) : response.assertion
  const found =
    held.name === 'EncryptedAssertion'
      ? decrypted(held, trusted.privateKeys)
      : { element: held, text: signed?.text ?? response.text }
  if (!isSigned(found.element)) {
    if (!signed) throw samlFaults.badSignature()
    return found.element
  }
  const vouchedFor = signedElement(found.text, found.element, trusted.signingKeys)
  if (!vouchedFor) throw samlFaults.badSignature()
  return vouchedFor.element
}

function isSigned(element: XmlElement): boolean {
  return childElements(element, signature, 'Signature').length > 0
}

function assertionIn(response: XmlElement): XmlElement {
  const [only, ...others] = ['Assertion', 'EncryptedAssertion'].flatMap((name) =>
    childElements(response, assertion, name),
  )
  if (!only || others.length > 0) throw samlFaults.badSignature()
  return only
}

function decrypted(
  sealed: XmlElement,
  privateKeys: readonly string[],
): { element: XmlElement; text: string } {
  const text = decryptAssertion(sealed, privateKeys)?.replace(/\r\n?/g, '\n')
  const element = text === undefined ? undefined : readXml(text, 'response')
  if (text === undefined || element?.namespace !== assertion || element.name !== 'Assertion') {
    throw samlFaults.badSignature()
  }
  const own = new Set([element, ...childElements(element, signature, 'Signature')])
  for (const one of allElements(element)) {
    if (['Assertion', 'EncryptedAssertion', 'Signature'].includes(one.name) && !own.has(one)) {
      throw samlFaults.badSignature()
    }
  }
  return { element, text }
}
