export { backOff } from './back-off.ts'
export { connect, type KubernetesTarget } from './connect.ts'
export type { InClusterTarget } from './connect-in-cluster.ts'
export type { TokenTarget } from './connect-with-token.ts'
export { type KubernetesApi, kubernetesApi } from './kubernetes-api.ts'
export type { KubernetesConnection } from './kubernetes-connection.ts'
export { KubernetesFault } from './kubernetes-fault.ts'
export { type ListRequest, listPages } from './list-pages.ts'
export { objectPath } from './object-path.ts'
export type {
  ConfigMap,
  Event,
  MutatingWebhookConfiguration,
  Namespace,
  Pod,
  Secret,
  ServiceAccount,
  TokenRequest,
} from './objects.ts'
export { type DeleteOptions, type PatchOperation, type Resource, resource } from './resource.ts'
export { type Watching, watch } from './watch.ts'
export type { Wire } from './wire.ts'
