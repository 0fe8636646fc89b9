import { type KubernetesApi, KubernetesFault, type Pod } from '@rolecall/kubernetes'
import { Refusal } from '../refusal.ts'
import type { Ending } from './rotate.ts'

export interface LocalPod {
  /** A new token bound to the pod. */
  token(audience: string, expirationSeconds: number): Promise<Ending & { readonly token: string }>
  remove(): Promise<void>
}

/** Creates a Pod object and answers what can be done in its name. */
export async function localPod(
  kubernetes: KubernetesApi,
  namespace: string,
  manifest: Pod,
): Promise<LocalPod> {
  const name = manifest.metadata?.name ?? ''
  const serviceAccount = manifest.spec?.serviceAccountName ?? ''
  let uid: string | undefined
  try {
    uid = (await kubernetes.pods(namespace).create(manifest)).metadata?.uid
  } catch (error) {
    if (!(error instanceof KubernetesFault) || error.reason !== 'AlreadyExists') throw error
    throw new Refusal(`there is a pod ${name} in namespace ${namespace} already`)
  }
  if (!uid) throw new Refusal('the Kubernetes API made a pod without uid, to which no token can be bound')
  const boundObjectRef = { apiVersion: 'v1', kind: 'Pod', name, uid }
  return {
    async token(audience, expirationSeconds) {
      const spec = { audiences: [audience], expirationSeconds, boundObjectRef }
      const { status } = await kubernetes.requestToken(namespace, serviceAccount, spec)
      // The cluster may grant less than was asked for, and says so.
      const ends = Date.parse(status?.expirationTimestamp ?? '')
      if (!status?.token || Number.isNaN(ends)) throw new Refusal('the Kubernetes API answered no token')
      return { token: status.token, ends }
    },
    async remove() {
      try {
        await kubernetes.pods(namespace).delete(name, { gracePeriodSeconds: 0 })
      } catch (error) {
        if (!(error instanceof KubernetesFault) || error.status !== 404) throw error
      }
    },
  }
}
