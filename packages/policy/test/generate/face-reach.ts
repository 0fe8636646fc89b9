import {
  decide,
  type PartialRequest,
  type Policies,
  type Request,
  reach,
  requestContext,
} from '../../src/index.ts'

/** What came of holding `reach` against `decide`. */
export interface Faced {
  readonly outcome: 'always' | 'never' | 'depends'
  /** How many requests the partly known one was completed to. */
  readonly completed: number
  /** Where the two do not agree. */
  readonly wrong: string | undefined
}

/**
 * Completes a partly known request to the one it was made from and, as far as it can stand for them, to parts of
 * others, and asks `decide` each time.
 */
export function faceReach(
  partial: PartialRequest,
  origin: Request,
  others: readonly Request[],
  policies: Policies,
): Faced {
  const answer = reach(partial, policies)
  const { outcome } = answer
  let completed = 0
  for (const request of [origin, ...others.flatMap((other) => mix(origin, other, partial))]) {
    let allowed: boolean
    try {
      allowed = answer.allowedBy(request.context, request)
    } catch (error) {
      if (request !== origin && error instanceof TypeError && error.message.includes('stands for')) continue
      throw error
    }
    completed++
    const decided = decide(request, policies).allowed
    if (allowed !== decided || outcome === (decided ? 'never' : 'always')) {
      const wrong = `allowedBy says ${allowed}, outcome ${outcome}, decide ${decided} on ${JSON.stringify(request)} with ${JSON.stringify([...request.context])}`
      return { outcome, completed, wrong }
    }
  }
  return { outcome, completed, wrong: undefined }
}

/** Another request's parts, one or all, in the place of those that are not known. */
function mix(origin: Request, other: Request, { context: known }: PartialRequest): Request[] {
  const knownKeys = new Set([...known].map(([key]) => key.toLowerCase()))
  const unknown = [...other.context].filter(([key]) => !knownKeys.has(key.toLowerCase()))
  const context = requestContext([...known, ...unknown])
  const { principal, action, resource } = other
  return [
    { ...origin, principal },
    { ...origin, action },
    { ...origin, resource },
    { ...origin, context },
    { ...origin, principal, context },
    { principal, action, resource, context },
    { ...origin, principal, action },
    { ...origin, resource, action, context },
  ]
}
