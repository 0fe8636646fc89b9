import type { Subject } from '../evaluate/read-subject.ts'
import type { Policies, Request } from '../evaluate/request.ts'
import { type Completion, completeRequest } from './complete-request.ts'
import type { Formula, Requirement } from './formula.ts'
import { joinSituations } from './join-situations.ts'
import type { PartialRequest } from './partial-request.ts'
import { possibleSituations } from './possible-situations.ts'
import { Questions } from './questions.ts'
import { readPartialRequest } from './read-partial-request.ts'
import { requestFormula } from './request-formula.ts'
import { StatementFormulas } from './statement-formulas.ts'
import { subjectSituation } from './subject-situation.ts'

export interface Reach {
  /** Over every request it may be: each is allowed, none is, or what is unknown decides. */
  readonly outcome: 'always' | 'never' | 'depends'
  /** When the request is allowed, in terms of what is unknown. */
  readonly when: Formula
  /** What `when` asks of statements, each once. */
  readonly requirements: readonly Requirement[]
  /**
   * Whether the request is allowed once it is known; agrees with `decide`. `rest` is what was left out or only
   * partly known; `values` are all keys of the request, those known before included.
   *
   * @throws TypeError naming a field that is missing still, or that is none the partial request stands for.
   */
  allowedBy(values: Request['context'], rest?: Completion): boolean
}

/**
 * Decides as far as the known part of a request goes, and says what would have to hold of the rest. Principal,
 * action, resource and context may each be known, partly known or unknown.
 *
 * `always` and `never` are right always. `depends` may in truth be one of them, because statements are taken one
 * by one as they are written:
 *
 *     one pattern against what is asked   exact; one with `?` beside `*` may be thought not to name all of it
 *     one Allow against one Deny          found out where the Deny has no open condition and each pattern of
 *                                         the Allow lies in one of the Deny
 *     patterns added up                   not found out: `s3:Get*` and what is left of `s3:*`
 *     two Allows that must both apply     not found out: identity policy and boundary with nothing in common
 *     conditions against each other       not found out
 *
 * The keys that a principal brings (`aws:PrincipalArn` and others) are unknown like any other as long as the
 * context does not hold them.
 *
 * @throws TypeError naming the field of a request that has a wrong type.
 * @example
 * // Who can: anybody of the account.
 * const who = reach({ principal: { account }, action: 's3:GetObject', resource, context }, { identity: [], resource: bucketPolicy })
 * if (who.outcome === 'depends') for (const { key, wanted } of who.requirements) console.log(`${key}: ${wanted}`)
 * @example
 * // What can: the requirements of part action and resource name what a principal may do and where.
 * const what = reach({ principal, context: requestContext(principalContext(principal)) }, policies)
 * what.allowedBy(context, { action: 's3:GetObject', resource: { arn: 'arn:aws:s3:::reports/q1' } })
 * @example
 * // CheckAccessNotGranted: passes when nothing of it can be allowed.
 * reach({ principal, action: 's3:Delete*', resource: { pattern: 'arn:aws:s3:::reports/*' }, context }, policies).outcome === 'never'
 */
export function reach(request: PartialRequest, policies: Policies): Reach {
  const known = readPartialRequest(request)
  const questions = new Questions()
  const statements = new StatementFormulas(known, policies, questions)
  const when = joinSituations(
    known.principals.flatMap((principal) =>
      possibleSituations(principal, known).map((situation) => ({
        situation,
        formula: requestFormula(situation, principal, policies, statements),
      })),
    ),
  )
  const outcome = when.is === 'true' ? 'always' : when.is === 'false' ? 'never' : 'depends'
  const used = new Set<number>()
  collect(when, used)
  return {
    outcome,
    when,
    requirements: [...used].sort((left, right) => left - right).map((id) => questions.requirements[id]!),
    allowedBy: (values, rest = {}) => holds(when, completeRequest(request, known, values, rest), questions),
  }
}

function collect(formula: Formula, ids: Set<number>): void {
  if (formula.is === 'requirement') ids.add(formula.id)
  else if (formula.is === 'not') collect(formula.of, ids)
  else if (formula.is === 'all' || formula.is === 'any') for (const part of formula.of) collect(part, ids)
}

function holds(formula: Formula, subject: Subject, questions: Questions): boolean {
  switch (formula.is) {
    case 'true':
      return true
    case 'false':
      return false
    case 'not':
      return !holds(formula.of, subject, questions)
    case 'all':
      return formula.of.every((part) => holds(part, subject, questions))
    case 'any':
      return formula.of.some((part) => holds(part, subject, questions))
    case 'situation':
      return JSON.stringify(formula.of) === JSON.stringify(subjectSituation(subject))
    default:
      return questions.answer(formula.id, subject)
  }
}
