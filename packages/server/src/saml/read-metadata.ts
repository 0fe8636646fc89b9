import { type KeyObject, X509Certificate } from 'node:crypto'
import { childElements } from './child-elements.ts'
import { readSamlTime } from './read-saml-time.ts'
import { readXml } from './read-xml.ts'
import { samlNamespaces } from './saml-namespaces.ts'
import type { XmlElement } from './xml-element.ts'

/** What is trusted of an identity provider. */
export interface SamlMetadata {
  /** Who its assertions must say they are from. */
  readonly entityId: string
  /** RSA keys of its certificates for signing. What else the certificates say is not looked at, as in AWS. */
  readonly signingKeys: readonly KeyObject[]
  /** Milliseconds since the epoch. */
  readonly validUntil?: number | undefined
}

const { metadata, protocol, signature } = samlNamespaces
const longestEntityId = 1024
/** Each signature is tried with each key: more keys are more work for whoever sends a bad one. */
const mostCertificates = 10
/** AWS takes 1024 bits and more; above 8192 one verification takes long enough to be a weapon. */
const modulusBits = { least: 1024, most: 8192 }

/**
 * Reads the metadata document of an identity provider, or answers `undefined` for one that names none, or none
 * of whose signatures could be verified. Source: SAML 2.0 Metadata §2; "Create a SAML identity provider in IAM",
 * IAM User Guide.
 */
export function readMetadata(document: string): SamlMetadata | undefined {
  if (document.startsWith('\uFEFF')) return undefined
  const root = readXml(document, 'metadata')
  if (root?.namespace !== metadata || root.name !== 'EntityDescriptor') return undefined
  const entityId = root.attributes.get('entityID') ?? ''
  const until = root.attributes.get('validUntil')
  const validUntil = until === undefined ? undefined : readSamlTime(until)
  if (entityId === '' || entityId.length > longestEntityId || /\s/.test(entityId)) return undefined
  if (until !== undefined && validUntil === undefined) return undefined
  const descriptors = childElements(root, metadata, 'IDPSSODescriptor').filter(speaksSaml2)
  const [descriptor, ...others] = descriptors
  if (!descriptor || others.length > 0) return undefined
  if (childElements(descriptor, metadata, 'SingleSignOnService').length === 0) return undefined
  const signingKeys = certificatesOf(descriptor).map(publicKey)
  if (signingKeys.length === 0 || signingKeys.length > mostCertificates) return undefined
  if (!signingKeys.every((key) => key !== undefined)) return undefined
  return { entityId, signingKeys, validUntil }
}

function speaksSaml2({ attributes }: XmlElement): boolean {
  return (attributes.get('protocolSupportEnumeration') ?? '').split(/\s+/).includes(protocol)
}

/** The certificates of all keys that are for signing, or for anything. */
function certificatesOf(descriptor: XmlElement): XmlElement[] {
  return childElements(descriptor, metadata, 'KeyDescriptor')
    .filter(({ attributes }) => ['signing', undefined].includes(attributes.get('use')))
    .flatMap((key) => childElements(key, signature, 'KeyInfo'))
    .flatMap((info) => childElements(info, signature, 'X509Data'))
    .flatMap((data) => childElements(data, signature, 'X509Certificate'))
}

function publicKey({ text }: XmlElement): KeyObject | undefined {
  const base64 = text.replace(/\s/g, '')
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined
  try {
    const key = new X509Certificate(Buffer.from(base64, 'base64')).publicKey
    const bits = key.asymmetricKeyDetails?.modulusLength ?? 0
    const fits = key.asymmetricKeyType === 'rsa' && bits >= modulusBits.least && bits <= modulusBits.most
    return fits ? key : undefined
  } catch {
    return undefined
  }
}
