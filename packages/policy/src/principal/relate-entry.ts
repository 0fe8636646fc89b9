import { GlobShape } from '../match/glob-shape.ts'
import type { Relation } from '../match/relation.ts'
import type { EntryRule } from './compile-principal-entry.ts'
import type { KnownPrincipal } from './known-principal.ts'

/** Which of the principals of one type that a partly known one may be, an entry names by a rule. */
export function relateEntry(rule: EntryRule, { fields }: KnownPrincipal): Relation {
  const { field, text, end } = rule
  if (field === undefined) return 'all'
  const known = fields.get(field)
  if (known === undefined) return 'some'
  if (typeof known === 'string') {
    const names = end === undefined ? known === text : known.startsWith(text!) && known.endsWith(end)
    return names ? 'all' : 'none'
  }
  const literal = { type: 'literal', text: text! } as const
  if (end === undefined) return known.covers(new GlobShape([literal])) ? 'some' : 'none'
  const starts = new GlobShape([literal, { type: 'star' }])
  const ends = new GlobShape([{ type: 'star' }, { type: 'literal', text: end }])
  return known.meets(starts) && known.meets(ends) ? 'some' : 'none'
}
