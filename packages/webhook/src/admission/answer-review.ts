import { isRoleArn } from '../annotations/role-arn.ts'
import type { Fields } from '../mutation/fields.ts'
import { mutatePod } from '../mutation/mutate-pod.ts'
import type { PatchOperation } from '../mutation/patch-operation.ts'
import type { Outcome } from '../outcome.ts'
import type { AdmissionTools } from './admission-tools.ts'
import { onUnknownRefusals } from './on-unknown.ts'
import { podSeat } from './pod-seat.ts'
import { type PodHead, readPodHead } from './read-pod-head.ts'
import type { Review } from './read-review.ts'

/** What is answered to a request, and what is told of it. Without an outcome there is nothing to tell. */
export interface ReviewAnswer {
  readonly patch: readonly PatchOperation[]
  readonly warnings: readonly string[]
  /** Why the pod is refused. */
  readonly denial?: string
}

type Found = Pick<Outcome, 'result' | 'method' | 'because'> & ReviewAnswer

const nothing: ReviewAnswer = { patch: [], warnings: [] }

/** Answers a request and tells what became of its pod. Never rejects: a pod is not held up by a mistake of ours. */
export async function answerReview(review: Review, tools: AdmissionTools): Promise<ReviewAnswer> {
  const { makesPod } = review
  if (makesPod === false) return nothing
  const head = typeof makesPod === 'string' ? makesPod : readPodHead(review.object, review.namespace)
  const found =
    typeof head === 'string' ? wrong('unreadable', head, tools) : await find(review.object, head, tools)
  const { namespace, pod, serviceAccount } =
    typeof head === 'string' ? podSeat(review.object, review.namespace) : head
  tools.tell({
    result: found.result,
    allowed: found.denial === undefined,
    ...(found.method ? { method: found.method } : {}),
    namespace,
    pod,
    serviceAccount,
    dryRun: review.dryRun,
    ...(found.because ? { because: found.because } : {}),
  })
  return found
}

async function find(object: unknown, head: PodHead, tools: AdmissionTools): Promise<Found> {
  if (head.optedOut) return { ...nothing, result: 'skipped', because: 'its label skips this webhook' }
  try {
    const lookup = await tools.wiringOf(head.namespace, head.serviceAccount)
    if (!lookup.known) return late(head, lookup.because, tools)
    if (lookup.wrong !== undefined) return wrong('partial', lookup.wrong, tools)
    const { wiring } = lookup
    if (wiring === undefined) return { ...nothing, result: 'unwired' }
    const mutation = mutatePod(object as Fields, wiring, tools.settings)
    const { method } = wiring
    if (mutation.result === 'unreadable') return { ...wrong('unreadable', mutation.because, tools), method }
    const malformed = method === 'irsa' && mutation.result !== 'skipped' && !isRoleArn(wiring.roleArn)
    if (malformed && onUnknownRefusals[tools.onUnknown].wrong) {
      const because = `the role-arn of ServiceAccount ${head.namespace}/${head.serviceAccount} is no ARN of a role`
      return { ...wrong('partial', because, tools), method }
    }
    return { ...mutation, method }
  } catch (error) {
    tools.log?.error({ error, namespace: head.namespace, pod: head.pod }, 'a pod was not looked at')
    return late(head, 'the webhook made a mistake, and its log says which', tools)
  }
}

/** A ServiceAccount that is not known, or not yet. */
function late({ namespace, serviceAccount }: PodHead, because: string, { onUnknown }: AdmissionTools): Found {
  const text = `ServiceAccount ${namespace}/${serviceAccount} is not known: ${because}`
  if (!onUnknownRefusals[onUnknown].late) {
    const warnings = [`the pod gets no AWS role; ${text}`]
    return { patch: [], warnings, result: 'unknown', because }
  }
  const denial = `${text}. Make it before its pods and try again, as controllers do by themselves`
  return { ...nothing, denial, result: 'unknown', because }
}

/** What waiting does not mend. */
function wrong(result: Outcome['result'], because = '', { onUnknown }: AdmissionTools): Found {
  if (!onUnknownRefusals[onUnknown].wrong) {
    return { patch: [], warnings: [`the pod gets no AWS role: ${because}`], result, because }
  }
  return { ...nothing, denial: `the pod could not be given an AWS role: ${because}`, result, because }
}
