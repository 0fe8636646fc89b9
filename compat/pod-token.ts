import { clusterCall } from './cluster-call.ts'
import type { Serving } from './serving.ts'

interface Pod {
  readonly namespace: string
  readonly serviceAccount: string
  readonly pod: string
}

/** Makes a pod in the cluster `shop`, and answers a token of it: an agent's, unless it is for another audience. */
export async function podToken(
  server: Serving,
  endpoint: string,
  { namespace, serviceAccount, pod }: Pod,
  audience = 'pods.eks.amazonaws.com',
): Promise<string> {
  const call = clusterCall(server, endpoint)
  await call('POST', 'namespaces', { metadata: { name: namespace } })
  await call('POST', `namespaces/${namespace}/serviceaccounts`, { metadata: { name: serviceAccount } })
  await call('POST', `namespaces/${namespace}/pods`, {
    metadata: { name: pod },
    spec: { serviceAccountName: serviceAccount, containers: [{ name: 'main', image: 'main' }] },
  })
  const path = `namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`
  const { body } = await call('POST', path, {
    spec: {
      audiences: [audience],
      boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: pod },
    },
  })
  return body.status.token
}
