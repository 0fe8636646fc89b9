import type {
  AuthenticationV1TokenRequest,
  V1Namespace,
  V1Pod,
  V1ServiceAccount,
} from '@kubernetes/client-node'
import type { Wire } from './wire.ts'

export type Namespace = Wire<V1Namespace>
export type Pod = Wire<V1Pod>
export type ServiceAccount = Wire<V1ServiceAccount>
export type TokenRequest = Wire<AuthenticationV1TokenRequest>

/** Every kind that has names, labels and versions, and can be read and written. */
export type KubernetesObject = Namespace | Pod | ServiceAccount
