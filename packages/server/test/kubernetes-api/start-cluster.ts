import { expect } from 'vitest'
import { startTestServer, type TestServer } from '../start-test-server.ts'
import {
  eksToken,
  type KubernetesRequest,
  type KubernetesResponse,
  kubernetesCall,
  type MadeCluster,
  makeCluster,
} from './cluster-access.ts'

export interface TestCluster {
  readonly server: TestServer
  readonly cluster: MadeCluster
  /** A token of its administrator. */
  token(): string
  /** As its administrator. */
  call(request: Partial<KubernetesRequest> & { readonly path: string }): Promise<KubernetesResponse>
  /** Stops the server, which has had no error. */
  close(): Promise<void>
}

/** A server of its own with the cluster `shop`. */
export async function startCluster(): Promise<TestCluster> {
  const server = await startTestServer()
  const cluster = await makeCluster(server, 'shop')
  const token = () => eksToken({ credentials: server.credentials, cluster: cluster.name, time: server.now() })
  return {
    server,
    cluster,
    token,
    call: (request) => kubernetesCall(cluster.endpoint, { token: token(), ...request }),
    async close() {
      expect(server.errors).toEqual([])
      await server.close()
    },
  }
}
