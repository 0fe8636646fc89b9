import { readFileSync } from 'node:fs'
import type { Agent, RequestOptions } from 'node:https'
import type { Cluster } from '@kubernetes/client-node'
import { isLoopback } from '@rolecall/core'
import type { KubernetesConnection } from './kubernetes-connection.ts'
import { KubernetesFault } from './kubernetes-fault.ts'

/**
 * A connection as a kubeconfig file describes it: one of its contexts, client certificates, exec plugins,
 * proxies. The library that knows all of these takes 0.4 s to load, so it is loaded only here.
 */
export async function connectWithKubeconfig(path: string, context?: string): Promise<KubernetesConnection> {
  const { KubeConfig } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  try {
    config.loadFromFile(path)
  } catch (error) {
    throw new KubernetesFault(0, 'Unreachable', `the kubeconfig ${path} cannot be read: ${wordsOf(error)}`)
  }
  if (context !== undefined) {
    if (!config.getContextObject(context))
      throw new KubernetesFault(0, 'Unreachable', `the kubeconfig ${path} has no context ${context}`)
    config.setCurrentContext(context)
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
  if (url.protocol === 'http:' && isLoopback(url.hostname)) {
    config.clusters = config.clusters.map((one) => (one === cluster ? { ...one, skipTLSVerify: true } : one))
  }
  return {
    server: cluster.server.replace(/\/+$/, ''),
    ca: authorityOf(cluster, path),
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

function authorityOf({ caData, caFile }: Cluster, path: string): string | undefined {
  if (caData) return Buffer.from(caData, 'base64').toString()
  if (!caFile) return undefined
  try {
    return readFileSync(caFile, 'utf8')
  } catch (error) {
    throw new KubernetesFault(0, 'Unreachable', `the kubeconfig ${path} names a file: ${wordsOf(error)}`)
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
