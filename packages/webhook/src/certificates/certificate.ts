import { createPrivateKey, X509Certificate } from 'node:crypto'

/** A server certificate that can be used: chain and key in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
  /** Milliseconds since the epoch. */
  readonly notBefore: number
  readonly notAfter: number
  readonly names: readonly string[]
}

/** Reads a chain and its key. Throws when either is none, or when they do not belong together. */
export function readCertificate(cert: string, key: string): Certificate {
  const leaf = new X509Certificate(cert)
  if (!leaf.checkPrivateKey(createPrivateKey(key)))
    throw new Error('the certificate and the key do not belong together')
  return {
    cert,
    key,
    notBefore: leaf.validFromDate.getTime(),
    notAfter: leaf.validToDate.getTime(),
    names: (leaf.subjectAltName ?? '').split(', ').map((name) => name.replace(/^(DNS|IP Address):/, '')),
  }
}
