import { type Fields, isFields } from '../mutation/fields.ts'

/** Of a pod what must be known before its role is looked for. */
export interface PodHead {
  readonly namespace: string
  readonly serviceAccount: string
  /** Its name, or what that will begin with; empty for what is no name. */
  readonly pod: string
  /** Whether its author wants nothing of this webhook. */
  readonly optedOut: boolean
}

/** Names that a kube-apiserver takes. This pod was not looked at by one yet, and names get into paths and messages. */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/
const subdomain = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
/** A prefix for a generated name may end in a hyphen. */
const namePrefix = /^[a-z0-9][-.a-z0-9]{0,252}$/

/** The stock webhook's `objectSelector` looks at it; here it counts also without. Its value says nothing. */
const skipLabel = 'eks.amazonaws.com/skip-pod-identity-webhook'

/** Reads the object of a request, or says why it is no pod. `namespace` is the request's, and goes before its own. */
export function readPodHead(object: unknown, namespace: unknown): PodHead | string {
  if (!isFields(object)) return 'the object is no JSON object'
  const { apiVersion, kind, metadata, spec } = object
  if ((kind ?? 'Pod') !== 'Pod' || (apiVersion ?? 'v1') !== 'v1') return 'the object is no v1 Pod'
  if (!isFields(metadata) || !isFields(spec)) return 'the object has no metadata or no spec'
  const place = namespace || metadata['namespace']
  if (typeof place !== 'string' || !label.test(place)) return 'the request has no namespace'
  const serviceAccount = spec['serviceAccountName'] || spec['serviceAccount'] || 'default'
  if (typeof serviceAccount !== 'string' || !subdomain.test(serviceAccount)) {
    return 'its serviceAccountName is no name of a ServiceAccount'
  }
  return { namespace: place, serviceAccount, pod: nameOf(metadata), optedOut: isOptedOut(metadata['labels']) }
}

function nameOf({ name, generateName }: Fields): string {
  const known = name || generateName
  return typeof known === 'string' && namePrefix.test(known) ? known : ''
}

function isOptedOut(labels: unknown): boolean {
  return isFields(labels) && Object.hasOwn(labels, skipLabel)
}
