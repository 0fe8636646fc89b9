import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { CompiledCondition } from '../condition/compile-condition.ts'
import type { Layer, Policies } from '../evaluate/request.ts'
import type { Grade } from '../principal/compile-principal-entry.ts'
import type { KnownPrincipal } from '../principal/known-principal.ts'
import { denyCovers, type Placed } from './deny-covers.ts'
import type { Formula } from './formula.ts'
import type { KnownRequest } from './known-request.ts'
import type { Questions } from './questions.ts'
import { simplify } from './simplify.ts'
import { statementFormula } from './statement-formula.ts'

/** Pairs of patterns held against each other before no more Denies are looked into, which errs to `depends`. */
const mostCompared = 200_000

/** What is not known of a statement, asked once however many ways lead to it. */
export class StatementFormulas {
  readonly #known: KnownRequest
  readonly #questions: Questions
  readonly #spoken = new Map<CompiledStatement, Formula>()
  readonly #denies: readonly Placed[]
  readonly #deniesOf = new Map<CompiledStatement, readonly CompiledStatement[]>()
  #compared = 0
  readonly #named = new Map<CompiledStatement, Map<Grade, Formula>>()

  constructor(known: KnownRequest, policies: Policies, questions: Questions) {
    this.#known = known
    this.#questions = questions
    const { identity, boundary, session = [], resource, scps = [], rcps = [] } = policies
    const all = [...identity, boundary, ...session, resource, ...scps.flat(), ...rcps.flat()]
    this.#denies = all.flatMap((policy) =>
      (policy?.denies ?? [])
        .filter(({ conditions }) => conditions.every((one) => isKnownToHold(one, known)))
        .map((statement): Placed => [statement, policy!]),
    )
  }

  /** When it speaks about the request, leaving aside whom it names. */
  of(layer: Layer, policy: CompiledPolicy, statement: CompiledStatement): Formula {
    const known =
      this.#spoken.get(statement) ?? statementFormula(statement, this.#known, this.#questions, layer, policy)
    this.#spoken.set(statement, known)
    return known
  }

  /** The Denies without an open condition that speak whenever an Allow does, should they name the caller. */
  deniesOf(allowed: Placed): readonly CompiledStatement[] {
    const [allow] = allowed
    const before = this.#deniesOf.get(allow)
    if (before) return before
    const found: CompiledStatement[] = []
    for (const denied of this.#denies) {
      this.#compared += sizeOf(allow) * sizeOf(denied[0])
      if (this.#compared > mostCompared) break
      if (denyCovers(denied, allowed, this.#known)) found.push(denied[0])
    }
    this.#deniesOf.set(allow, found)
    return found
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

function isKnownToHold(condition: CompiledCondition, known: KnownRequest): boolean {
  return !condition.keys.some((key) => known.isUnknown(key)) && condition.holds(known.context)
}
