import { isFields } from '../mutation/fields.ts'
import { podSeat } from './pod-seat.ts'

/** Of a pod what must be known before its role is looked for. */
export interface PodHead {
  readonly namespace: string
  readonly serviceAccount: string
  /** Its name, or what that will begin with; empty for what is no name. */
  readonly pod: string
  /** Whether its author wants nothing of this webhook. */
  readonly optedOut: boolean
}

/** The stock webhook's `objectSelector` looks at it; here it counts also without. Its value says nothing. */
const skipLabel = 'eks.amazonaws.com/skip-pod-identity-webhook'

/** Reads the object of a request, or says why it is no pod. `namespace` is the request's, and goes before its own. */
export function readPodHead(object: unknown, namespace: unknown): PodHead | string {
  if (!isFields(object)) return 'the object is no JSON object'
  const { apiVersion, kind, metadata, spec } = object
  if ((kind ?? 'Pod') !== 'Pod' || (apiVersion ?? 'v1') !== 'v1') return 'the object is no v1 Pod'
  if (!isFields(metadata) || !isFields(spec)) return 'the object has no metadata or no spec'
  const seat = podSeat(object, namespace)
  if (seat.namespace === '') return 'the request has no namespace'
  if (seat.serviceAccount === '') return 'its serviceAccountName is no name of a ServiceAccount'
  return { ...seat, optedOut: isOptedOut(metadata['labels']) }
}

function isOptedOut(labels: unknown): boolean {
  return isFields(labels) && Object.hasOwn(labels, skipLabel)
}
