import { type KubernetesConnection, type Pod, watch } from '@rolecall/kubernetes'
import type { AgentLog } from '../agent-log.ts'

/** A pod of the node, as far as the agent needs to know it. */
export interface NodePod {
  readonly uid: string
  readonly namespace: string
  readonly name: string
  readonly isOnHostNetwork: boolean
  /** Its containers have run, and none will be started again. */
  readonly isOver: boolean
}

export interface WatchNodePodsOptions {
  readonly connection: KubernetesConnection
  readonly nodeName: string
  /** Those that are not over, after each change. */
  readonly onPods: (pods: readonly NodePod[]) => void
  /** One that was there is over, or gone. */
  readonly onEnded: (pod: NodePod) => void
  readonly log: AgentLog
  readonly signal: AbortSignal
}

/** Follows the pods of the node. Who is not allowed to read them hears so once, and nothing is said of pods. */
export function watchNodePods(options: WatchNodePodsOptions): void {
  const { connection, nodeName, onPods, onEnded, log, signal } = options
  const pods = new Map<string, NodePod>()
  let told: string | undefined

  function end(uid: string): void {
    const pod = pods.get(uid)
    if (pod && pods.delete(uid)) onEnded(pod)
  }
  function take(pod: NodePod): void {
    if (!pod.isOver) return void pods.set(pod.uid, pod)
    pods.set(pod.uid, pod)
    end(pod.uid)
  }

  void watch(connection, `/api/v1/pods?fieldSelector=spec.nodeName%3D${encodeURIComponent(nodeName)}`, {
    signal,
    transform: nodePod,
    onReplace(all) {
      const there = new Set(all.map(({ uid }) => uid))
      for (const uid of [...pods.keys()]) if (!there.has(uid)) end(uid)
      for (const pod of all) take(pod)
      onPods([...pods.values()])
    },
    onEvent(type, pod) {
      if (type === 'DELETED') end(pod.uid)
      else take(pod)
      onPods([...pods.values()])
    },
    onCurrent: () => (told = undefined),
    onFailure({ message }) {
      if (message === told) return
      told = message
      log.warn({ node: nodeName, error: message }, 'the pods of the node cannot be read')
    },
  })
}

function nodePod(object: unknown): NodePod {
  const { metadata, spec, status } = object as Pod
  return {
    uid: metadata?.uid ?? '',
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    isOnHostNetwork: spec?.hostNetwork ?? false,
    isOver: status?.phase === 'Succeeded' || status?.phase === 'Failed',
  }
}
