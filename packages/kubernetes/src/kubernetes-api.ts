import { connectWithKubeconfig } from './connect-with-kubeconfig.ts'
import { connectWithToken, type TokenTarget } from './connect-with-token.ts'
import { objectPath } from './object-path.ts'
import type { Namespace, Pod, ServiceAccount, TokenRequest } from './objects.ts'
import { type Resource, resource } from './resource.ts'
import { send } from './send.ts'

/** Where the cluster is: an address with a bearer token, or the path of a kubeconfig. */
export type KubernetesTarget = TokenTarget | { readonly kubeconfig: string }

export interface KubernetesApi {
  /** The address, for messages. */
  readonly server: string
  readonly namespaces: Resource<Namespace>
  pods(namespace: string): Resource<Pod>
  serviceAccounts(namespace: string): Resource<ServiceAccount>
  /** Asks for a token of a ServiceAccount. Source: Kubernetes API, `authentication.k8s.io/v1` TokenRequest. */
  requestToken(namespace: string, serviceAccount: string, spec: TokenRequest['spec']): Promise<TokenRequest>
  /** The JSON Web Key Set of what the cluster signs ServiceAccount tokens with. */
  signingKeys(): Promise<object>
}

/** The API server answers 406 to those who do not name the type of a key set. */
const keySetRequest = {
  method: 'GET',
  path: '/openid/v1/jwks',
  accept: 'application/jwk-set+json, application/json',
} as const

/** Typed access to a Kubernetes API. Every refusal is a `KubernetesFault`. */
export async function kubernetesApi(target: KubernetesTarget): Promise<KubernetesApi> {
  const connection =
    'kubeconfig' in target ? await connectWithKubeconfig(target.kubeconfig) : connectWithToken(target)
  const inNamespace = (namespace: string, kind: string) =>
    `/api/v1/namespaces${objectPath(namespace)}/${kind}`
  return {
    server: connection.server,
    namespaces: resource(connection, '/api/v1/namespaces'),
    pods: (namespace) => resource(connection, inNamespace(namespace, 'pods')),
    serviceAccounts: (namespace) => resource(connection, inNamespace(namespace, 'serviceaccounts')),
    async requestToken(namespace, serviceAccount, spec) {
      const path = `${inNamespace(namespace, 'serviceaccounts')}${objectPath(serviceAccount)}/token`
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec }
      return (await send(connection, { method: 'POST', path, body })) as TokenRequest
    },
    signingKeys: async () => Object(await send(connection, keySetRequest)),
  }
}
