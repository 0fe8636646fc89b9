import type { PrincipalElement } from '../document/policy.ts'
import type { PolicyKind } from '../document/policy-kinds.ts'
import type { Relation } from '../match/relation.ts'
import type { Grade, PrincipalBinding, PrincipalEntry } from './compile-principal-entry.ts'
import { gradePrincipal } from './grade-principal.ts'
import type { KnownPrincipal } from './known-principal.ts'
import type { Principal } from './principal.ts'
import { principalEntries } from './principal-entries.ts'
import { relateEntry } from './relate-entry.ts'

export interface PrincipalMatcher {
  /** `bounded`: the caller has a permissions boundary. */
  grade(principal: Principal, bounded: boolean): Grade
  /** Which of the principals that a partly known one may be have at least this grade. */
  relate(principal: KnownPrincipal, least: Grade, bounded: boolean): Relation
  /** The least grade, from `least` on, that such a principal can have. */
  possible(principal: KnownPrincipal, least: Grade): Grade
  /** The index of the entry that names the caller most closely, or -1. */
  named(principal: Principal): number
}

const grades = [1, 2, 3] as const
/** The grades in which NotPrincipal of a Deny must list a caller: account, role and session; account and user. */
const forms: Readonly<Record<Principal['type'], readonly Grade[]>> = {
  root: [3],
  user: [3, 1],
  'role-session': [3, 2, 1],
  'federated-user': [3, 2, 1],
  'web-identity': [3],
  saml: [3],
  service: [3],
  anonymous: [3],
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
  const entries = principalEntries(element, effect, kind, binding)
  const readable = entries.filter((entry) => entry !== undefined)
  const unreadable = readable.length < entries.length
  const named = (principal: Principal): number => {
    let best = -1
    let bestGrade: Grade = 0
    entries.forEach((entry, index) => {
      const grade = entry ? gradePrincipal(entry, principal) : 0
      if (grade > bestGrade) [best, bestGrade] = [index, grade]
    })
    return best
  }
  const listed = (principal: Principal): Grade => {
    let grade: Grade = 0
    for (const entry of readable) {
      const one = gradePrincipal(entry, principal)
      if (one > grade) grade = one
    }
    return grade
  }
  if (!element.negated) {
    const only = entries.length === 1 ? entries[0] : undefined
    const grade: PrincipalMatcher['grade'] = only
      ? (principal) => gradePrincipal(only, principal)
      : (principal) => listed(principal) || (unreadable && deny ? 3 : 0)
    return {
      named,
      grade,
      relate(principal, least) {
        const relation = relateAny(readable, principal, (one) => one >= least)
        // Who is listed at all has the grade of the list, everyone else the third.
        return unreadable && deny && relation !== 'all' ? (least > 1 ? 'some' : 'all') : relation
      },
      possible(principal, least) {
        const rules = readable.map((entry) => entry[principal.type])
        const given = rules.filter((rule) => rule !== undefined && relateEntry(rule, principal) !== 'none')
        return grades.find((one) => one >= least && given.some((rule) => rule?.grade === one)) ?? 3
      },
    }
  }
  const anyGrade = (grade: Grade) => grade > 0
  if (!deny) {
    const nothing = unreadable || entries.length === 0
    return {
      named,
      grade: (principal) => (nothing || listed(principal) > 0 ? 0 : 3),
      relate: (principal) => (nothing ? 'none' : opposite[relateAny(readable, principal, anyGrade)]),
      possible: () => 3,
    }
  }
  return {
    named,
    grade: (principal, bounded) => (bounded || !spared(principal, readable) ? 3 : 0),
    relate(principal, _, bounded) {
      if (bounded) return 'all'
      const lists = forms[principal.type].map((form) => relateAny(readable, principal, (one) => one === form))
      if (lists.includes('none')) return 'all'
      return lists.includes('some') ? 'some' : 'none'
    },
    possible: () => 3,
  }
}

const opposite = { all: 'none', some: 'some', none: 'all' } as const

/** Which principals any of the entries names with a grade that counts. */
function relateAny(
  entries: readonly PrincipalEntry[],
  principal: KnownPrincipal,
  counts: (grade: Grade) => boolean,
): Relation {
  let best: Relation = 'none'
  for (const entry of entries) {
    const rule = entry[principal.type]
    if (rule === undefined || !counts(rule.grade)) continue
    const relation = relateEntry(rule, principal)
    if (relation === 'all') return 'all'
    if (relation === 'some') best = 'some'
  }
  return best
}

/** Whether every form the caller has is listed. */
function spared(principal: Principal, entries: readonly PrincipalEntry[]): boolean {
  return forms[principal.type].every((form) =>
    entries.some((entry) => gradePrincipal(entry, principal) === form),
  )
}
