import { type KubernetesConnection, type Pod, watch } from '@rolecall/kubernetes'
import type { AgentLog } from '../agent-log.ts'
import { exposedPods, type PodOnNode } from './exposed-pods.ts'
import type { ImdsRules } from './imds-rules.ts'

export interface WatchExposedPodsOptions {
  readonly connection: KubernetesConnection
  readonly nodeName: string
  readonly rules: ImdsRules
  /** Namespaces whose pods are meant to be on the network of the host. */
  readonly expected: ReadonlySet<string>
  readonly log: AgentLog
  readonly signal: AbortSignal
}

export interface ExposedPods {
  /** How many there are now; `undefined` as long as nobody has said which pods the node has. */
  count(): number | undefined
}

/**
 * Follows the pods of the node, and says once of each that it can have the credentials of the node role although it
 * should not. Who is not allowed to read pods says so in the log, and the count stays unknown.
 */
export function watchExposedPods(options: WatchExposedPodsOptions): ExposedPods {
  const { connection, nodeName, rules, expected, log, signal } = options
  const pods = new Map<string, PodOnNode>()
  const told = new Set<string>()
  let count: number | undefined

  function look(): void {
    const found = exposedPods([...pods.values()], rules, expected)
    count = found.length
    for (const { namespace, name, because } of found) {
      const key = `${namespace}/${name}`
      if (told.has(key)) continue
      told.add(key)
      log.warn({ namespace, pod: name, because }, 'this pod can have the credentials of the node role')
    }
    for (const key of told) if (!pods.has(key)) told.delete(key)
  }

  const keep = (pod: PodOnNode) => pods.set(`${pod.namespace}/${pod.name}`, pod)
  void watch(connection, `/api/v1/pods?fieldSelector=spec.nodeName%3D${encodeURIComponent(nodeName)}`, {
    signal,
    transform: (object) => podOnNode(object as Pod),
    onReplace(all) {
      pods.clear()
      for (const pod of all) keep(pod)
      look()
    },
    onEvent(type, pod) {
      if (type === 'DELETED') pods.delete(`${pod.namespace}/${pod.name}`)
      else keep(pod)
      look()
    },
    onFailure: (error) =>
      log.warn({ error: error.message }, 'the pods of the node cannot be read, so none is reported'),
  })
  return { count: () => count }
}

function podOnNode({ metadata, spec }: Pod): PodOnNode {
  return {
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
    isOnHostNetwork: spec?.hostNetwork ?? false,
  }
}
