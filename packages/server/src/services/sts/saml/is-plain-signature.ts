import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import { signatureAlgorithms } from './signature-algorithms.ts'

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
/** An id that can stand in an XPath expression without becoming part of it. */
const plainId = /^[A-Za-z_][\w.-]{0,255}$/
const base64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * Whether a Signature says no more than that it signs, by one reference, the element with this ID:
 *
 *     Signature( SignedInfo( CanonicalizationMethod SignatureMethod
 *                            Reference( Transforms( Transform Transform ) DigestMethod DigestValue ) )
 *                SignatureValue KeyInfo? )
 *
 * XML Signature allows far more, and each attack on SAML is made of it. Source: SAML 2.0 Core §5.4.
 */
export function isPlainSignature(signature: XmlElement, id: string): boolean {
  const [info, value, ...keyInfo] = signature.children
  const [canonicalization, method, reference] = info?.children ?? []
  const [transforms, digestMethod, digestValue] = reference?.children ?? []
  const [first, second] = transforms?.children ?? []
  return (
    plainId.test(id) &&
    hasChildren(
      signature,
      keyInfo.length > 0 ? 'SignedInfo SignatureValue KeyInfo' : 'SignedInfo SignatureValue',
    ) &&
    hasChildren(info, 'CanonicalizationMethod SignatureMethod Reference') &&
    hasChildren(reference, 'Transforms DigestMethod DigestValue') &&
    hasChildren(transforms, 'Transform Transform') &&
    [canonicalization, method, first, digestMethod].every((one) => one?.children.length === 0) &&
    isBase64(value) &&
    isBase64(digestValue) &&
    algorithm(canonicalization) === exclusive &&
    algorithm(first) === enveloped &&
    algorithm(second) === exclusive &&
    (second?.children.length === 0 || isPrefixList(second?.children)) &&
    reference?.attributes.get('URI') === `#${id}` &&
    signatureAlgorithms.isSignature(algorithm(method)) &&
    signatureAlgorithms.isDigest(algorithm(digestMethod))
  )
}

function hasChildren(element: XmlElement | undefined, names: string): boolean {
  const children = element?.children ?? []
  const ours = children.every(({ namespace }) => namespace === samlNamespaces.signature)
  return ours && children.map(({ name }) => name).join(' ') === names
}

function isPrefixList(children: readonly XmlElement[] = []): boolean {
  const [list, ...more] = children
  return list?.namespace === exclusive && list.name === 'InclusiveNamespaces' && more.length === 0
}

/** Blanks are taken out first: a pattern that allows them twice takes quadratic time, and anybody may send it. */
function isBase64(element: XmlElement | undefined): boolean {
  return element?.children.length === 0 && base64.test(element.text.replace(/\s/g, ''))
}

function algorithm(element: XmlElement | undefined): string {
  return element?.attributes.get('Algorithm') ?? ''
}
