import type { WorkLimit } from '../match/work-limit.ts'
import type { EntryRule, PrincipalEntry } from '../principal/compile-principal-entry.ts'
import type { NamedPrincipals } from './named-principals.ts'

/** Whether someone may be named by both. Errs to `true`. */
export function namesSomePrincipals(one: NamedPrincipals, other: NamedPrincipals, limit: WorkLimit): boolean {
  if (one.negated || other.negated || isInDoubt(one) || isInDoubt(other)) return true
  return one.entries.some(({ entry }) =>
    other.entries.some(({ entry: its }) => {
      if (!entry || !its) return false
      return !limit.allows(8) || namesSomeone(entry, its)
    }),
  )
}

/** A Deny with an entry that can be no principal is one of everyone. */
function isInDoubt({ effect, entries }: NamedPrincipals): boolean {
  return effect === 'Deny' && entries.some(({ entry }) => entry === undefined)
}

function namesSomeone(one: PrincipalEntry, other: PrincipalEntry): boolean {
  return (Object.entries(one) as [keyof PrincipalEntry, EntryRule][]).some(([type, rule]) => {
    const its = other[type]
    return its !== undefined && !differ(rule, its)
  })
}

/** Rules about one field that no text satisfies both: each wants another text, or a role of another account or name. */
function differ(one: EntryRule, other: EntryRule): boolean {
  if (one.field === undefined || one.field !== other.field) return false
  if ((one.end === undefined) !== (other.end === undefined)) return false
  return one.text !== other.text || one.end !== other.end
}
