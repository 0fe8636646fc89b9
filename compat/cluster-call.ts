import { readFileSync } from 'node:fs'
import {
  eksToken,
  type KubernetesResponse,
  kubernetesCall,
} from '../packages/server/test/kubernetes-api/cluster-access.ts'
import type { Serving } from './serving.ts'

export type ClusterCall = (method: string, path: string, body?: object) => Promise<KubernetesResponse>

/** The API of the cluster `shop`, called by its administrator with a path below `/api/v1/`. */
export function clusterCall({ environment }: Serving, endpoint: string): ClusterCall {
  const text = readFileSync(environment['AWS_SHARED_CREDENTIALS_FILE'] ?? '', 'utf8')
  const value = (name: string) => new RegExp(`^${name} = (.+)$`, 'm').exec(text)?.[1] ?? ''
  const credentials = {
    accessKeyId: value('aws_access_key_id'),
    secretAccessKey: value('aws_secret_access_key'),
  }
  return (method, path, body) =>
    kubernetesCall(endpoint, {
      method,
      path: `/api/v1/${path}`,
      token: eksToken({ credentials, cluster: 'shop', time: Date.now() }),
      body,
    })
}
