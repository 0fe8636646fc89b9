import { httpUrl, isLoopback } from '@rolecall/core'
import { connect, type KubernetesConnection, KubernetesFault } from '@rolecall/kubernetes'
import { Refusal } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import type { WebhookOptions } from './webhook-options.ts'

/** The cluster as `--kubeconfig`, `--kube-api` or the pod itself say, or the folder of `--objects`. @throws Refusal */
export async function openTarget(
  { kubeconfig, kubeApi, objects }: WebhookOptions,
  environment: Terminal['environment'],
): Promise<KubernetesConnection | { readonly objects: string }> {
  if (objects !== undefined) {
    if (kubeconfig !== undefined || kubeApi !== undefined)
      throw new Refusal('--objects stands in place of a cluster; leave out --kubeconfig and --kube-api.')
    return { objects }
  }
  if (kubeApi === undefined) {
    if (kubeconfig !== undefined) return connect({ kubeconfig })
    return connect({ inCluster: environment }).catch((error) => {
      throw error instanceof KubernetesFault
        ? new Refusal(
            `${error.message}; give --kubeconfig FILE, or --objects FOLDER to try it out without a cluster.`,
          )
        : error
    })
  }
  const url = httpUrl(kubeApi)
  if (!url) throw new Refusal(`--kube-api ${kubeApi} is no address.`)
  // Whoever could answer in its place would say who has which role.
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new Refusal(`--kube-api ${kubeApi}: an API server beyond this machine is spoken to by https only.`)
  const server = kubeApi.replace(/\/+$/, '')
  if (kubeconfig === undefined) return { server, authorize: async () => ({ headers: {} }) }
  return { ...(await connect({ kubeconfig })), server }
}
