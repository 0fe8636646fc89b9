import type {
  AuthenticationV1TokenRequest,
  EventsV1Event,
  V1ConfigMap,
  V1MutatingWebhookConfiguration,
  V1Namespace,
  V1Pod,
  V1Secret,
  V1ServiceAccount,
} from '@kubernetes/client-node'
import type { Wire } from './wire.ts'

export type ConfigMap = Wire<V1ConfigMap>
export type Event = Wire<EventsV1Event>
export type MutatingWebhookConfiguration = Wire<V1MutatingWebhookConfiguration>
export type Namespace = Wire<V1Namespace>
export type Pod = Wire<V1Pod>
export type Secret = Wire<V1Secret>
export type ServiceAccount = Wire<V1ServiceAccount>
export type TokenRequest = Wire<AuthenticationV1TokenRequest>

/** Every kind that has names, labels and versions, and can be read and written. */
export type KubernetesObject =
  | ConfigMap
  | Event
  | MutatingWebhookConfiguration
  | Namespace
  | Pod
  | Secret
  | ServiceAccount
