import type { WorkLimit } from '../match/work-limit.ts'
import type { EntryRule, PrincipalEntry } from '../principal/compile-principal-entry.ts'
import { principalFields } from '../principal/principal-fields.ts'
import type { NamedPrincipals } from './named-principals.ts'

const always: EntryRule = { grade: 3 }
/** Callers of every type; what those of a type are named by is a rule each. */
const anybody = Object.fromEntries(
  [...principalFields.keys()].map((type) => [type, always]),
) as PrincipalEntry

/**
 * Whether `outer` surely names everyone whom `inner` may name, and an Allow as closely: a grant to an account
 * leaves more to decide than one to its role, so it does not contain that. Errs to `false`.
 */
export function namesAllPrincipals(
  outer: NamedPrincipals,
  inner: NamedPrincipals,
  limit: WorkLimit,
): boolean {
  // A Deny applies in doubt, where an Allow does not.
  if (outer.effect === 'Allow' && inner.effect === 'Deny') return false
  if (!limit.allows(8 * (outer.entries.length + inner.entries.length))) return false
  if (saysTheSame(outer, inner)) return true
  if (outer.negated) return false
  const deny = outer.effect === 'Deny'
  if (deny && outer.entries.some(({ entry }) => entry === undefined)) return true
  const unreadable = inner.entries.some(({ entry }) => entry === undefined)
  const everybody = inner.negated || (inner.effect === 'Deny' && unreadable)
  const named = everybody ? [anybody] : inner.entries.flatMap(({ entry }) => entry ?? [])
  return named.every((entry) =>
    rules(entry).every(([type, its]) =>
      outer.entries.some((one) => {
        const rule = one.entry?.[type]
        if (!rule || !limit.allows(8) || (!deny && rule.grade < its.grade)) return false
        return rule.field === undefined || isSame(rule, its)
      }),
    ),
  )
}

function rules(entry: PrincipalEntry): [type: keyof PrincipalEntry, rule: EntryRule][] {
  return Object.entries(entry) as [keyof PrincipalEntry, EntryRule][]
}

function isSame(one: EntryRule, other: EntryRule): boolean {
  return one.field === other.field && one.text === other.text && one.end === other.end
}

/** The same entries, or more of them where that widens; an empty NotPrincipal of an Allow names nobody. */
function saysTheSame(outer: NamedPrincipals, inner: NamedPrincipals): boolean {
  if (outer.negated !== inner.negated) return false
  if (outer.negated && outer.effect === 'Allow' && outer.entries.length === 0) return false
  const [more, fewer] = outer.negated ? [inner, outer] : [outer, inner]
  const texts = new Set(more.entries.map(({ text }) => text))
  return fewer.entries.every(({ text }) => texts.has(text))
}
