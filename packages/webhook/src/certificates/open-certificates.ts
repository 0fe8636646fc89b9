import type { WebhookConfig } from '../webhook-config.ts'
import { caBundle } from './ca-bundle.ts'
import type { Certificates, CertificatesTools } from './certificates.ts'
import { fileCertificates } from './file-certificates.ts'
import { memoryCertificates } from './memory-certificates.ts'
import { secretCertificates } from './secret-certificates.ts'

/** Certificates from where the configuration says. Throws when that needs a cluster and there is none. */
export async function openCertificates(
  { certificate: origin, cluster, clock, random }: WebhookConfig,
  tools: CertificatesTools,
): Promise<Certificates> {
  if (origin.kind === 'memory') return memoryCertificates(clock, random, tools)
  if (origin.kind === 'files') return fileCertificates(origin, tools)
  if ('objects' in cluster) throw new Error('a certificate in a Secret needs a cluster')
  const { secret, service, configuration } = origin
  const publish = configuration ? caBundle({ connection: cluster, configuration, service }) : async () => {}
  return secretCertificates({ connection: cluster, secret, service, publish, clock, random }, tools)
}
