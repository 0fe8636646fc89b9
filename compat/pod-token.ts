import { readFileSync } from 'node:fs'
import { eksToken, kubernetesCall } from '../packages/server/test/kubernetes-api/cluster-access.ts'
import type { Serving } from './serving.ts'

interface Pod {
  readonly namespace: string
  readonly serviceAccount: string
  readonly pod: string
}

/** Makes a pod in the cluster `shop`, and answers the token that an agent would be given for it. */
export async function podToken(
  { environment }: Serving,
  endpoint: string,
  { namespace, serviceAccount, pod }: Pod,
): Promise<string> {
  const text = readFileSync(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '', 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  const credentials = {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
  }
  const call = (path: string, body: object) =>
    kubernetesCall(endpoint, {
      method: 'POST',
      path: `/api/v1/${path}`,
      token: eksToken({ credentials, cluster: 'shop', time: Date.now() }),
      body,
    })
  await call('namespaces', { metadata: { name: namespace } })
  await call(`namespaces/${namespace}/serviceaccounts`, { metadata: { name: serviceAccount } })
  await call(`namespaces/${namespace}/pods`, {
    metadata: { name: pod },
    spec: { serviceAccountName: serviceAccount, containers: [{ name: 'main', image: 'main' }] },
  })
  const { body } = await call(`namespaces/${namespace}/serviceaccounts/${serviceAccount}/token`, {
    spec: {
      audiences: ['pods.eks.amazonaws.com'],
      boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: pod },
    },
  })
  return body.status.token
}
