import type { PrincipalElement } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import {
  compilePrincipalEntry,
  type Grade,
  type PrincipalBinding,
  type PrincipalEntryTest,
} from './compile-principal-entry.ts'
import type { Principal } from './principal.ts'

export interface PrincipalMatcher {
  /** `bounded`: the caller has a permissions boundary. */
  grade(principal: Principal, bounded: boolean): Grade
  /** The index of the entry that names the caller most closely, or -1. */
  named(principal: Principal): number
}

/**
 * Compiles Principal or NotPrincipal of a statement.
 *
 * An entry that can be no principal counts against the caller: it grants nothing and it denies everyone. So
 * does doubt under NotPrincipal: an Allow leaves out whoever is listed in any form, and a Deny spares only
 * who is listed in every form (account, role and session; account and user), and nobody with a permissions
 * boundary.
 */
export function compilePrincipal(
  element: PrincipalElement,
  effect: 'Allow' | 'Deny',
  kind: PolicyKind,
  binding: PrincipalBinding,
): PrincipalMatcher {
  const deny = effect === 'Deny'
  const everyone: PrincipalEntryTest =
    deny || kind !== 'trust' ? () => 3 : (principal) => ('account' in principal ? 3 : 0)
  const tests = element.entries.map(({ type, term }) =>
    term.value === '*' && type === 'AWS' ? everyone : compilePrincipalEntry(type, term.value, binding),
  )
  const unreadable = tests.includes(undefined)
  const named = (principal: Principal): number => {
    let best = -1
    let bestGrade: Grade = 0
    tests.forEach((test, index) => {
      const grade = test?.(principal) ?? 0
      if (grade > bestGrade) [best, bestGrade] = [index, grade]
    })
    return best
  }
  const only = tests.length === 1 ? tests[0] : undefined
  if (only && !element.negated) return { named, grade: (principal) => only(principal) }
  const listed = (principal: Principal): Grade => {
    let grade: Grade = 0
    for (const test of tests) {
      const one = test?.(principal) ?? 0
      if (one > grade) grade = one
    }
    return grade
  }
  if (!element.negated)
    return { named, grade: (principal) => listed(principal) || (unreadable && deny ? 3 : 0) }
  if (!deny) {
    const nothing = unreadable || tests.length === 0
    return { named, grade: (principal) => (nothing || listed(principal) > 0 ? 0 : 3) }
  }
  return { named, grade: (principal, bounded) => (bounded || !spared(principal, tests) ? 3 : 0) }
}

/** Whether every form the caller has is listed. */
function spared(principal: Principal, tests: readonly (PrincipalEntryTest | undefined)[]): boolean {
  const lists = (grade: Grade) => tests.some((test) => test?.(principal) === grade)
  if (principal.type === 'user') return lists(3) && lists(1)
  if (principal.type === 'role-session' || principal.type === 'federated-user')
    return lists(3) && lists(2) && lists(1)
  return lists(3)
}
