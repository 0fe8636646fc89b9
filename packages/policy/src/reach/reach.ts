import { readSubject } from '../evaluate/read-subject.ts'
import type { Policies, Request } from '../evaluate/request.ts'
import type { Formula, Requirement } from './formula.ts'
import { requestFormula } from './request-formula.ts'
import { Unknowns } from './unknowns.ts'

/** A request of which only some is known. */
export interface PartialRequest extends Request {
  /**
   * Keys the request is known not to have, such as `aws:MultiFactorAuthPresent` for long-term keys. Every
   * other key that `context` does not hold is unknown: it may be absent or have any value.
   */
  readonly absent?: Iterable<string> | undefined
}

export interface Reach {
  /** `depends` when what is unknown decides. */
  readonly outcome: 'always' | 'never' | 'depends'
  /** When the request is allowed, in terms of what is unknown. */
  readonly when: Formula
  /** What `when` speaks of, each once. */
  readonly requirements: readonly Requirement[]
  /** Whether the request is allowed once the unknown keys are known; agrees with `decide`. */
  allowedBy(values: Request['context']): boolean
}

/**
 * Decides as far as the known part of a request goes, and says which conditions would have to hold.
 *
 * It keeps to the conditions as they are written: two that contradict each other are not found out, so
 * `depends` may in truth be `never`; `always` and `never` are exact.
 *
 * @throws TypeError naming the field of a request that has a wrong type.
 * @example
 * const { outcome, requirements } = reach({ principal, action: 's3:GetObject', resource, context }, policies)
 * if (outcome === 'depends') for (const { key, wanted } of requirements) console.log(`depends on ${key}: ${wanted}`)
 */
export function reach(request: PartialRequest, policies: Policies): Reach {
  const subject = readSubject(request)
  const unknowns = new Unknowns(subject.context, request.absent ?? [])
  const when = requestFormula(subject, policies, unknowns)
  const outcome = when.is === 'true' ? 'always' : when.is === 'false' ? 'never' : 'depends'
  const used = new Set<number>()
  collect(when, used)
  return {
    outcome,
    when,
    requirements: [...used].sort((left, right) => left - right).map((id) => unknowns.requirements[id]!),
    allowedBy: (values) => holds(when, (id) => unknowns.tests[id]!(values)),
  }
}

function collect(formula: Formula, ids: Set<number>): void {
  if (formula.is === 'requirement') ids.add(formula.id)
  else if (formula.is === 'not') collect(formula.of, ids)
  else if (formula.is === 'all' || formula.is === 'any') for (const part of formula.of) collect(part, ids)
}

function holds(formula: Formula, test: (id: number) => boolean): boolean {
  switch (formula.is) {
    case 'true':
      return true
    case 'false':
      return false
    case 'not':
      return !holds(formula.of, test)
    case 'all':
      return formula.of.every((part) => holds(part, test))
    case 'any':
      return formula.of.some((part) => holds(part, test))
    default:
      return test(formula.id)
  }
}
