import type { Clock } from '@rolecall/core'
import { type Event, type KubernetesConnection, KubernetesFault } from '@rolecall/kubernetes'
import type { SourceReport } from '../source.ts'
import { missedPodEvent } from '../telling/missed-pod-event.ts'
import type { WebhookLog } from '../telling/webhook-log.ts'
import type { WebhookMetrics } from '../telling/webhook-metrics.ts'
import { type FindMissedPodsOptions, findMissedPods, type MissedPod } from './find-missed-pods.ts'
import { reachedPods } from './reached-pods.ts'

export interface ReportMissedPodsOptions
  extends Pick<FindMissedPodsOptions, 'wiringOf' | 'settings' | 'signal'> {
  readonly connection: KubernetesConnection
  readonly configuration?: string
  readonly namespace: string
  readonly create: (event: Event) => Promise<unknown>
  readonly metrics: Pick<WebhookMetrics, 'event' | 'missedPods'>
  readonly report: Pick<SourceReport, 'failed' | 'read'>
  readonly log: WebhookLog
  /** Name of this process in Events. */
  readonly instance: string
  readonly clock: Clock
}

/** Events of one round; the others come in the next ones: whoever can make pods must not fill etcd with Events. */
const mostInRound = 500
const taken = 409

/**
 * Makes rounds through the pods: each sets the number of those without their role, and tells of each once, by a line
 * and by an Event. Every replica makes them, and the name of the Event, which is the pod's uid, lets one alone write.
 * A round never rejects.
 */
export function reportMissedPods(options: ReportMissedPodsOptions): () => Promise<void> {
  const { create, metrics, report, log, instance, clock, signal } = options
  let told: ReadonlySet<string> = new Set()
  const said = new Map<string, string | undefined>()
  /** What stays the same from round to round is said once. */
  const sayOnce = (text: string, because: string | undefined) => {
    if (because !== undefined && said.get(text) !== because) log.warn({ because }, text)
    said.set(text, because)
  }

  const tell = async (pod: MissedPod): Promise<string | undefined> => {
    try {
      await create(missedPodEvent(pod, instance, clock()))
      metrics.event('written')
    } catch (error) {
      if (error instanceof KubernetesFault && error.status === taken) return undefined
      metrics.event('failed')
      return error instanceof Error ? error.message : String(error)
    }
    return undefined
  }
  const round = async () => {
    const { isReached, because } = await reachedPods(options)
    sayOnce(unselected, because)
    const counts = { irsa: 0, 'pod-identity': 0 }
    const still = new Set<string>()
    const fresh: MissedPod[] = []
    const found = (pod: MissedPod) => {
      counts[pod.method] += 1
      if (told.has(pod.uid)) still.add(pod.uid)
      else if (fresh.length < mostInRound) fresh.push(pod)
    }
    await findMissedPods({ ...options, isReached, found })
    metrics.missedPods(counts)
    told = still
    let failure: string | undefined
    for (const pod of fresh) {
      if (signal.aborted) return
      const failed = await tell(pod)
      failure ??= failed
      if (failed !== undefined) continue
      still.add(pod.uid)
      log.warn(pod, 'a pod has no role and should have one')
    }
    sayOnce('an Event was not written', failure)
  }
  return async () => {
    try {
      await round()
      report.read('pods')
      sayOnce(unlisted, undefined)
    } catch (error) {
      if (signal.aborted) return
      const refused = error instanceof KubernetesFault && error.status === 403
      if (!refused) return report.failed('pods', error instanceof Error ? error : new Error(String(error)))
      metrics.missedPods(undefined)
      sayOnce(unlisted, error.message)
    }
  }
}

const unselected = 'which namespaces it serves could not be read: pods of all others than its own count'
const unlisted = 'it may not list pods, so those without their role are neither counted nor told'
