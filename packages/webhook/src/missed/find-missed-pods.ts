import { type KubernetesConnection, listPages, type Pod } from '@rolecall/kubernetes'
import { readPodHead } from '../admission/read-pod-head.ts'
import type { Fields } from '../mutation/fields.ts'
import type { WebhookSettings } from '../settings.ts'
import type { Wiring, WiringLookup, WiringOf } from '../wiring.ts'
import { lacksRole } from './lacks-role.ts'

/** A pod that should have a role and has none. */
export interface MissedPod {
  readonly namespace: string
  readonly name: string
  readonly uid: string
  readonly serviceAccount: string
  readonly method: Wiring['method']
}

export interface FindMissedPodsOptions {
  readonly connection: KubernetesConnection
  readonly isReached: (pod: Pod) => boolean
  /** Must not ask beyond the cluster: a cluster may have any number of ServiceAccounts without a role. */
  readonly wiringOf: WiringOf
  readonly settings: WebhookSettings
  /** Called for each, as its page is read: no list of pods is kept. */
  readonly found: (pod: MissedPod) => void
  readonly signal: AbortSignal
}

/** Those that have ended need no role any more. */
const path = `/api/v1/pods?${new URLSearchParams({ fieldSelector: 'status.phase!=Succeeded,status.phase!=Failed' })}`

/**
 * Looks through the pods of the cluster for those that the webhook would have changed. A pod whose ServiceAccount
 * cannot be found is none of them: nobody can say what it should have. Rejects when pods cannot be listed.
 */
export async function findMissedPods(options: FindMissedPodsOptions): Promise<void> {
  const { connection, isReached, settings, found, signal } = options
  // One that is gone is looked for, which takes time: once, however many pods it left.
  const lookups = new Map<string, Promise<WiringLookup>>()
  const wiringOf: WiringOf = (namespace, serviceAccount) => {
    const key = `${namespace}/${serviceAccount}`
    const lookup = lookups.get(key) ?? options.wiringOf(namespace, serviceAccount)
    lookups.set(key, lookup)
    return lookup
  }
  const look = async (pod: Pod) => {
    const { name, uid, deletionTimestamp } = pod.metadata ?? {}
    if (!name || !uid || deletionTimestamp || !isReached(pod)) return
    const head = readPodHead(pod, undefined)
    if (typeof head === 'string' || head.optedOut) return
    const { namespace, serviceAccount } = head
    const lookup = await wiringOf(namespace, serviceAccount)
    if (!lookup.known || !lookup.wiring || !lacksRole(pod as Fields, lookup.wiring, settings)) return
    found({ namespace, name, uid, serviceAccount, method: lookup.wiring.method })
  }
  const keep = (pod: unknown) => look(pod as Pod)
  await listPages(connection, { path, accept: 'application/json', signal, keep })
}
