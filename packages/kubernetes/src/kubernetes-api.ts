import { connect, type KubernetesTarget } from './connect.ts'
import { objectPath } from './object-path.ts'
import type { Namespace, Pod, ServiceAccount, TokenRequest } from './objects.ts'
import { type Resource, resource } from './resource.ts'
import { send } from './send.ts'

export interface KubernetesApi {
  /** The address, for messages. */
  readonly server: string
  /** PEM of the authority that its certificate is checked against, where a kubeconfig holds or names one. */
  readonly ca?: string | undefined
  /** What lies at a path beyond objects, such as `/openid/v1/jwks`. */
  raw(path: string): Promise<unknown>
  readonly namespaces: Resource<Namespace>
  pods(namespace: string): Resource<Pod>
  serviceAccounts(namespace: string): Resource<ServiceAccount>
  /** Asks for a token of a ServiceAccount. Source: Kubernetes API, `authentication.k8s.io/v1` TokenRequest. */
  requestToken(namespace: string, serviceAccount: string, spec: TokenRequest['spec']): Promise<TokenRequest>
}

/** Typed access to a Kubernetes API. Every refusal is a `KubernetesFault`. */
export async function kubernetesApi(target: KubernetesTarget): Promise<KubernetesApi> {
  const connection = await connect(target)
  const inNamespace = (namespace: string, kind: string) =>
    `/api/v1/namespaces${objectPath(namespace)}/${kind}`
  return {
    server: connection.server,
    ca: connection.ca,
    // A key set is of a type of its own, and an API server that cannot send what was asked for answers 406.
    raw: (path) => send(connection, { method: 'GET', path, accept: '*/*' }),
    namespaces: resource(connection, '/api/v1/namespaces'),
    pods: (namespace) => resource(connection, inNamespace(namespace, 'pods')),
    serviceAccounts: (namespace) => resource(connection, inNamespace(namespace, 'serviceaccounts')),
    async requestToken(namespace, serviceAccount, spec) {
      const path = `${inNamespace(namespace, 'serviceaccounts')}${objectPath(serviceAccount)}/token`
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec }
      return (await send(connection, { method: 'POST', path, body })) as TokenRequest
    },
  }
}
