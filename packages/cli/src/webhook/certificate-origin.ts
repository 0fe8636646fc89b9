import type { CertificateOrigin } from '@rolecall/webhook'
import type { WebhookOptions } from './webhook-options.ts'

export interface ChosenCertificate {
  readonly origin: CertificateOrigin
  /** For people, where the flags ask for what cannot be. */
  readonly note?: string
}

const folder = '/etc/webhook/certs'
const csrEnded =
  'certificates by the CSR API ended with Kubernetes 1.22 (signer kubernetes.io/legacy-unknown), so --in-cluster=true'

/** Where the certificate comes from: files when they or `--in-cluster=false` are given, and a Secret otherwise. */
export function certificateOrigin(options: WebhookOptions): ChosenCertificate {
  const { inCluster, tlsCert, tlsKey, objects } = options
  const named = tlsCert !== undefined || tlsKey !== undefined
  if (inCluster === false || (named && inCluster === undefined)) {
    const origin = {
      kind: 'files',
      cert: tlsCert ?? `${folder}/tls.crt`,
      key: tlsKey ?? `${folder}/tls.key`,
    } as const
    return { origin: objects !== undefined && !named ? { kind: 'memory' } : origin }
  }
  if (objects !== undefined) return { origin: { kind: 'memory' } }
  const origin = {
    kind: 'secret',
    secret: options.tlsSecret,
    service: { name: options.serviceName, namespace: options.namespace },
    ...(options.webhookConfiguration ? { configuration: options.webhookConfiguration } : {}),
  } as const
  if (inCluster === undefined) return { origin }
  const files = named ? '; --tls-cert and --tls-key are not read, as in the stock webhook' : ''
  return { origin, note: `${csrEnded} makes one in the Secret ${options.tlsSecret}${files}` }
}
