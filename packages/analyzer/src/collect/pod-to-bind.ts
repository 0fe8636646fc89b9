import type { Lookup } from '../snapshot/lookup.ts'
import type { PodRecord } from '../verify/setup.ts'
import type { PodSubject } from '../why/question.ts'

/** A pod as a TokenRequest names it. */
export interface BoundPod {
  readonly kind: 'Pod'
  readonly apiVersion: 'v1'
  readonly name: string
  readonly uid?: string
}

/**
 * The pod of a ServiceAccount to ask a token for: the one that is asked about, else one that runs, else any that has
 * not ended. Where pods may not be listed, the one that is asked about is taken on its name.
 */
export function podToBind(
  pods: Lookup<readonly PodRecord[]>,
  { serviceAccount }: PodSubject,
  only: string | undefined,
): BoundPod | undefined {
  const of = (name: string, uid?: string): BoundPod => ({
    kind: 'Pod',
    apiVersion: 'v1',
    name,
    ...(uid ? { uid } : {}),
  })
  if (pods.state !== 'found') return only === undefined ? undefined : of(only)
  const own = pods.item.filter(
    (pod) =>
      !pod.isTemplate &&
      pod.serviceAccount === serviceAccount &&
      // A token of a pod that is going away is good for a minute, or for none.
      pod.metadata.deletionTimestamp === undefined &&
      (only === undefined || pod.name === `pod/${only}`),
  )
  const pod = own.find(({ phase }) => phase === 'Running') ?? own[0]
  return pod && of(pod.metadata.name ?? '', pod.metadata.uid)
}
