import { isUtf8 } from 'node:buffer'
import { jsonExtent } from '@rolecall/core'
import { type Fields, isFields } from '../mutation/fields.ts'

/** What is asked. */
export interface Review {
  /** The answer is of the same version. */
  readonly apiVersion: string
  readonly uid: string
  /** Whether it is about a pod that is being made, or why that cannot be told. Of nothing else is there anything to say. */
  readonly makesPod: boolean | string
  readonly dryRun: boolean
  /** Where the request was sent; an object's own namespace is what its author wrote. */
  readonly namespace: unknown
  readonly object: unknown
}

export type ReadReview =
  | { readonly ok: true; readonly review: Review }
  | { readonly ok: false; readonly reason: string }

/** No pod is half as deep, and none that etcd would take holds as much. What is beyond would be parsed for seconds. */
const most = { depth: 64, values: 200_000 }
/** Bytes that are parsed in some milliseconds whatever they hold. Most pods are shorter. */
const brief = 64 * 1024

const versions: readonly unknown[] = ['admission.k8s.io/v1', 'admission.k8s.io/v1beta1']

/**
 * Reads an AdmissionReview of version v1 or v1beta1. Without a `uid` there is nobody to answer. Of keys that stand
 * twice the last counts, as for a kube-apiserver, which itself sends none. Source: Kubernetes, "Dynamic Admission Control".
 */
export function readReview(body: Buffer): ReadReview {
  if (!isUtf8(body)) return refused('the body is not UTF-8')
  const excess = body.length > brief ? excessOf(body) : undefined
  if (excess) return refused(excess)
  const review = parse(body)
  if (!isFields(review)) return refused('the body is no JSON object')
  const { apiVersion, kind, request } = review
  if (kind !== 'AdmissionReview' || !versions.includes(apiVersion)) {
    return refused(`the body is no AdmissionReview of ${versions.join(' or ')}`)
  }
  if (!isFields(request)) return refused('the AdmissionReview has no request')
  const { uid, namespace, object, dryRun } = request
  if (typeof uid !== 'string' || uid === '') return refused('the request has no uid')
  return {
    ok: true,
    review: {
      apiVersion: apiVersion as string,
      uid,
      makesPod: makesPod(request),
      dryRun: dryRun === true,
      namespace,
      object,
    },
  }
}

function refused(reason: string): ReadReview {
  return { ok: false, reason }
}

function excessOf(body: Buffer): string | undefined {
  const { depth, values } = jsonExtent(body, most)
  if (depth > most.depth) return `the body is nested deeper than ${most.depth} levels`
  if (values > most.values) return `the body holds more than ${most.values} values`
  return undefined
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** A kube-apiserver says all of it. What is left out may be anything, unless the rest says that it is no new pod. */
function makesPod({ kind, operation, subResource }: Fields): boolean | string {
  if (subResource) return false
  const { group, version, kind: name } = isFields(kind) ? kind : {}
  const said = {
    'kind.kind': [name, 'Pod'],
    'kind.version': [version, 'v1'],
    operation: [operation, 'CREATE'],
  }
  if (group) return false
  const unsaid: string[] = []
  for (const [member, [is, ofPod]] of Object.entries(said)) {
    if (typeof is !== 'string' || is === '') unsaid.push(member)
    else if (is !== ofPod) return false
  }
  return unsaid.length === 0 || `the request does not say its ${unsaid.join(' and ')}`
}
