import type { Clock, Randomness } from '@rolecall/core'
import type { Certificates, CertificatesTools } from './certificates.ts'
import { issueCertificate } from './issue-certificate.ts'

/** A certificate for trials on this machine, which nobody but `--insecure` clients believes. */
export function memoryCertificates(
  clock: Clock,
  random: Randomness,
  { use }: CertificatesTools,
): Certificates {
  const names = ['localhost', '127.0.0.1', '::1']
  const { certificate } = issueCertificate({ names, now: clock(), random })
  use(certificate)
  return { current: () => certificate }
}
