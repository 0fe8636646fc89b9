import type { Certificate } from './certificate.ts'

/** Where the server's certificate comes from. */
export interface Certificates {
  /** The one in force; `undefined` until there is one. */
  current(): Certificate | undefined
}

/** What every origin of certificates is given. */
export interface CertificatesTools {
  /** Puts one in force for the connections from now on. Throws when the TLS library will not have it. */
  readonly use: (certificate: Certificate) => void
  readonly failed: (error: Error) => void
  readonly signal: AbortSignal
}
