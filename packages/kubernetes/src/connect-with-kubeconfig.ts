import type { Agent, RequestOptions } from 'node:https'
import { isLoopback } from './is-loopback.ts'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'

/**
 * A connection as a kubeconfig file describes it: its current context, client certificates, exec plugins,
 * proxies. The library that knows all of these takes 0.4 s to load, so it is loaded only here.
 */
export async function connectWithKubeconfig(path: string): Promise<KubernetesConnection> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  try {
    config.loadFromFile(path)
  } catch (error) {
    throw new KubernetesFault(0, 'Unreachable', `the kubeconfig ${path} cannot be read: ${wordsOf(error)}`)
  }
  const cluster = config.getCurrentCluster()
  const url = URL.parse(cluster?.server ?? '')
  if (!cluster || !url) {
    throw new KubernetesFault(
      0,
      'Unreachable',
      `the kubeconfig ${path} names no cluster with an address in its current context`,
    )
  }
  // The library refuses plain http unless told that nothing is verified, and on this machine nothing need be.
  if (url.protocol === 'http:' && isLoopback(url)) {
    config.clusters = config.clusters.map((one) => (one === cluster ? { ...one, skipTLSVerify: true } : one))
  }
  return {
    server: cluster.server.replace(/\/+$/, ''),
    async authorize() {
      const options: RequestOptions = {}
      try {
        await config.applyToHTTPSOptions(options)
      } catch (error) {
        throw new KubernetesFault(
          0,
          'Unreachable',
          `the kubeconfig ${path} gives no credentials: ${wordsOf(error)}`,
        )
      }
      const headers = { ...(options.headers as Record<string, string> | undefined) }
      if (options.auth) headers['authorization'] = `Basic ${Buffer.from(options.auth).toString('base64')}`
      return { headers, ...(options.agent ? { agent: options.agent as Agent } : {}) }
    },
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
