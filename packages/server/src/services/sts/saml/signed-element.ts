import type { KeyObject } from 'node:crypto'
import { ExclusiveCanonicalization, SignedXml } from 'xml-crypto'
import { childElements } from '../../../saml/child-elements.ts'
import { readXml } from '../../../saml/read-xml.ts'
import { samlNamespaces } from '../../../saml/saml-namespaces.ts'
import type { XmlElement } from '../../../saml/xml-element.ts'
import { isPlainSignature } from './is-plain-signature.ts'
import { signatureAlgorithms } from './signature-algorithms.ts'

/** What was signed, and the document it was read from, which is nothing else. */
export interface Signed {
  readonly element: XmlElement
  readonly text: string
}

/**
 * What the signature directly inside an element vouches for, or `undefined` when that is not this element, or
 * no key of the identity provider made it. The answer is read from the very bytes that were digested: whatever
 * else stands in the document, and however the library understood it, is left behind.
 *
 * @param text the document the element was read from; the attacker's, all of it.
 */
export function signedElement(
  text: string,
  element: XmlElement,
  keys: readonly KeyObject[],
): Signed | undefined {
  const [signature, ...others] = childElements(element, samlNamespaces.signature, 'Signature')
  const id = element.attributes.get('ID') ?? ''
  if (!signature || others.length > 0 || !isPlainSignature(signature, id)) return undefined
  const canonical = verified(text, standalone(text, signature), keys)
  const signed = canonical === undefined ? undefined : readXml(canonical, 'response')
  if (canonical === undefined || !signed) return undefined
  const same = signed.namespace === element.namespace && signed.name === element.name
  return same && signed.attributes.get('ID') === id ? { element: signed, text: canonical } : undefined
}

/** The canonical text of the one thing that is signed. */
function verified(text: string, signature: string, keys: readonly KeyObject[]): string | undefined {
  const [key] = keys
  if (!key) return undefined
  // The library wants a key; which ones count say the algorithms.
  const verifier = new SignedXml({ publicCert: key })
  // Elsewhere no ID stands twice either, whatever its spelling: the reader has seen to that, and looks once.
  verifier.idAttributes = ['ID']
  const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
  const envelopedSignature = verifier.CanonicalizationAlgorithms[enveloped]
  if (!envelopedSignature) throw new Error(`the library has lost ${enveloped}`)
  verifier.CanonicalizationAlgorithms = {
    [enveloped]: envelopedSignature,
    'http://www.w3.org/2001/10/xml-exc-c14n#': ExclusiveCanonicalization,
  }
  verifier.HashAlgorithms = signatureAlgorithms.digests
  verifier.SignatureAlgorithms = signatureAlgorithms.signaturesBy(keys)
  try {
    verifier.loadSignature(signature)
    if (!verifier.checkSignature(text)) return undefined
  } catch {
    // It throws plain errors for whatever it does not take.
    return undefined
  }
  const [canonical, ...more] = verifier.getSignedReferences()
  return more.length > 0 ? undefined : canonical
}

/** A signature as a document of its own: with the namespaces it has from the elements around it. */
function standalone(text: string, signature: XmlElement): string {
  const inherited = new Map<string, string>()
  for (let above = signature.parent; above; above = above.parent) {
    for (const [prefix, uri] of above.declared) if (!inherited.has(prefix)) inherited.set(prefix, uri)
  }
  for (const prefix of [...signature.declared.keys(), 'xml', 'xmlns']) inherited.delete(prefix)
  const declarations = [...inherited].map(
    ([prefix, uri]) => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escaped(uri)}"`,
  )
  const own = text.slice(signature.start, signature.end)
  const name = /^<[^\s/>]+/.exec(own)?.[0] ?? ''
  return name + declarations.join('') + own.slice(name.length)
}

function escaped(uri: string): string {
  return uri.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
