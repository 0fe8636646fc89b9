import type { Clock, Randomness } from '@rolecall/core'
import type { KubernetesConnection } from '@rolecall/kubernetes'
import type { OnUnknown } from './admission/on-unknown.ts'
import type { TlsSettings } from './certificates/tls-settings.ts'
import type { EksAccess } from './identities/eks-associations.ts'
import type { WebhookSettings } from './settings.ts'
import type { WebhookLog } from './telling/webhook-log.ts'

/** Where the server's certificate comes from. */
export type CertificateOrigin =
  | { readonly kind: 'files'; readonly cert: string; readonly key: string }
  | {
      readonly kind: 'secret'
      readonly secret: string
      readonly service: { readonly name: string; readonly namespace: string }
      /** The MutatingWebhookConfiguration that is told of the authority; absent: somebody else tells it. */
      readonly configuration?: string
    }
  | { readonly kind: 'memory' }

/** All that a webhook is told at its start. */
export interface WebhookConfig {
  readonly settings: WebhookSettings
  readonly onUnknown: OnUnknown
  /** The cluster, or the folder whose files stand for one. */
  readonly cluster: KubernetesConnection | { readonly objects: string }
  readonly identitiesFile?: string
  /** The associations of this EKS cluster are read every so many milliseconds. */
  readonly associations?: EksAccess & { readonly every: number }
  /** Namespace of the ConfigMap `pod-identity-webhook`; absent: it is not read. */
  readonly configMapNamespace?: string
  /** Pods without their role are looked for every so many milliseconds; absent: never. */
  readonly missedPods?: {
    readonly every: number
    /** The webhook's own. */
    readonly namespace: string
    /** The MutatingWebhookConfiguration that says which pods it is asked about. */
    readonly configuration?: string
  }
  /** Milliseconds for which a ServiceAccount that is not known is looked for. */
  readonly patience: number
  readonly certificate: CertificateOrigin
  readonly tls: TlsSettings
  /** All addresses of the machine when absent. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
  readonly metricsPort: number
  /** Milliseconds between the word that it stops and the closing of its ports. */
  readonly stopDelay: number
  readonly debugHandlers: boolean
  /** Name of this process in Events. */
  readonly instance: string
  readonly clock: Clock
  readonly random: Randomness
  readonly log: WebhookLog
}
