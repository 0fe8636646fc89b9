import { X509Certificate } from 'node:crypto'
import type { Secret } from '@rolecall/kubernetes'
import { type Certificate, readCertificate } from './certificate.ts'

/** What a Secret with our certificate holds. */
export interface CertificateSecret {
  readonly certificate: Certificate
  /** The authorities to be believed, in PEM. */
  readonly bundle: readonly string[]
  /** The one that will be in force once its authority is believed everywhere. */
  readonly next?: Certificate
  /** Whether the webhook made it; what others made is used and never written. */
  readonly own: boolean
}

/** The annotation of what we made. */
export const madeByWebhook = 'rolecall/certificate'

/**
 * Reads the Secret as it is now. Answers why it cannot be used, and whether it may be written: what is ours, empty,
 * or broken may; what a person or cert-manager put there and works may not.
 */
export function readCertificateSecret(
  secret: Secret,
  name: string,
  now: number,
): CertificateSecret | { readonly unusable: string } {
  const text = (key: string) => Buffer.from(secret.data?.[key] ?? '', 'base64').toString()
  const own = secret.metadata?.annotations?.[madeByWebhook] !== undefined
  try {
    if (text('tls.crt') === '') return { unusable: 'it is empty' }
    const certificate = readCertificate(text('tls.crt'), text('tls.key'))
    if (certificate.notAfter <= now) return { unusable: 'its certificate has ended' }
    if (!new X509Certificate(certificate.cert).checkHost(name))
      return { unusable: `its certificate is not for ${name}` }
    const bundle = text('ca.crt').match(pem) ?? []
    if (own && bundle.length === 0) return { unusable: 'it holds no authority' }
    const next = text('next.crt') === '' ? undefined : readCertificate(text('next.crt'), text('next.key'))
    return { certificate, bundle, own, ...(next ? { next } : {}) }
  } catch (error) {
    return { unusable: error instanceof Error ? error.message : String(error) }
  }
}

const pem = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g
