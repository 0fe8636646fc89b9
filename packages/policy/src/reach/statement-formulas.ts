import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { Layer } from '../evaluate/request.ts'
import type { Grade } from '../principal/compile-principal-entry.ts'
import type { KnownPrincipal } from '../principal/known-principal.ts'
import { denyCovers, type Placed } from './deny-covers.ts'
import type { Formula } from './formula.ts'
import type { KnownRequest } from './known-request.ts'
import type { Questions } from './questions.ts'
import { simplify } from './simplify.ts'
import { statementFormula } from './statement-formula.ts'

/** Pairs of patterns held against each other before no more Denies are looked into, which errs to `depends`. */
const mostCompared = 1_000_000

/** What is not known of a statement, asked once however many ways lead to it. */
export class StatementFormulas {
  readonly #known: KnownRequest
  readonly #questions: Questions
  readonly #spoken = new Map<CompiledStatement, Formula>()
  readonly #outdone = new Map<CompiledStatement, Map<CompiledStatement, boolean>>()
  #compared = 0
  readonly #named = new Map<CompiledStatement, Map<Grade, Formula>>()

  constructor(known: KnownRequest, questions: Questions) {
    this.#known = known
    this.#questions = questions
  }

  /** When it speaks about the request, leaving aside whom it names. */
  of(layer: Layer, policy: CompiledPolicy, statement: CompiledStatement): Formula {
    const known =
      this.#spoken.get(statement) ?? statementFormula(statement, this.#known, this.#questions, layer, policy)
    this.#spoken.set(statement, known)
    return known
  }

  /** Whether a Deny that names the caller surely speaks whenever an Allow does: then that one grants nothing. */
  outdo(denied: Placed, allowed: Placed): boolean {
    const [deny] = denied
    const [allow] = allowed
    const known = this.#outdone.get(allow) ?? new Map<CompiledStatement, boolean>()
    this.#outdone.set(allow, known)
    let outdone = known.get(deny)
    if (outdone === undefined) {
      this.#compared += sizeOf(allow) * sizeOf(deny)
      outdone = this.#compared <= mostCompared && denyCovers(denied, allowed, this.#known)
      known.set(deny, outdone)
    }
    return outdone
  }

  /** When it names the caller at least that closely; the caller has made sure that it names anyone. */
  naming(
    layer: Layer,
    policy: CompiledPolicy,
    statement: CompiledStatement,
    principal: KnownPrincipal,
    least: Grade,
    bounded: boolean,
  ): Formula {
    const matcher = statement.principal!
    if (principal.whole) return simplify.known(matcher.grade(principal.whole, bounded) >= least)
    const relation = matcher.relate(principal, least, bounded)
    if (relation !== 'some') return simplify.known(relation === 'all')
    const grades = this.#named.get(statement) ?? new Map<Grade, Formula>()
    this.#named.set(statement, grades)
    // Two questions that every such caller answers alike are one.
    const grade = matcher.possible(principal, least)
    const before = grades.get(grade)
    if (before) return before
    const element = statement.source.principal!
    const requirement = {
      layer,
      policy: policy.label,
      statement: statement.index,
      sid: statement.sid,
      part: 'principal',
      operator: undefined,
      key: element.negated ? 'NotPrincipal' : 'Principal',
      wanted: element.entries.map(({ term }) => term.value),
      grade,
    } as const
    // Where a boundary matters it settles the answer, so what is asked here does not depend on it.
    const asked = this.#questions.ask(
      requirement,
      (subject) => matcher.grade(subject.principal, false) >= grade,
    )
    grades.set(grade, asked)
    return asked
  }
}

function sizeOf({ source }: CompiledStatement): number {
  return source.action.patterns.length + (source.resource?.patterns.length ?? 0)
}
