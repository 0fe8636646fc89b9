import { constants, createHash, type KeyObject, verify } from 'node:crypto'
import type { HashAlgorithm, SignatureAlgorithm } from 'xml-crypto'

interface Row {
  readonly hash: 'sha256' | 'sha384' | 'sha512'
  readonly pss?: boolean
}

/** SHA-1 has no row: who can make two documents of one digest could have the harmless one signed. RFC 6931. */
const signatures: Readonly<Record<string, Row>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { hash: 'sha256' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha384': { hash: 'sha384' },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { hash: 'sha512' },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { hash: 'sha256', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1': { hash: 'sha384', pss: true },
  'http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1': { hash: 'sha512', pss: true },
}
const digests: Readonly<Record<string, Row['hash']>> = {
  'http://www.w3.org/2001/04/xmlenc#sha256': 'sha256',
  'http://www.w3.org/2001/04/xmldsig-more#sha384': 'sha384',
  'http://www.w3.org/2001/04/xmlenc#sha512': 'sha512',
}

/** The algorithms a response may be signed with, by their names in XML Signature. */
export const signatureAlgorithms = {
  isSignature: (name: string) => Object.hasOwn(signatures, name),
  isDigest: (name: string) => Object.hasOwn(digests, name),
  digests: Object.fromEntries(Object.entries(digests).map(([name, hash]) => [name, digest(name, hash)])),
  /** Algorithms that take a signature of any of these keys, and of none that a message brings along. */
  signaturesBy: (keys: readonly KeyObject[]) =>
    Object.fromEntries(Object.entries(signatures).map(([name, row]) => [name, signature(name, row, keys)])),
}

function digest(name: string, hash: string): new () => HashAlgorithm {
  return class {
    getAlgorithmName = () => name
    getHash = (xml: string) => createHash(hash).update(xml, 'utf8').digest('base64')
  }
}

function signature(
  name: string,
  { hash, pss = false }: Row,
  keys: readonly KeyObject[],
): new () => SignatureAlgorithm {
  const padding = pss
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : { padding: constants.RSA_PKCS1_PADDING }
  return class {
    getAlgorithmName = () => name
    getSignature = (): string => {
      throw new Error('nothing is signed here')
    }
    verifySignature = (signed: string, _key: unknown, value: string): boolean =>
      keys.some((key) =>
        verify(hash, Buffer.from(signed, 'utf8'), { key, ...padding }, Buffer.from(value, 'base64')),
      )
  }
}
