import type { Grade, PrincipalEntry } from './compile-principal-entry.ts'
import type { Principal } from './principal.ts'

/** How closely an entry names a principal. */
export function gradePrincipal(entry: PrincipalEntry, principal: Principal): Grade {
  const rule = entry[principal.type]
  if (rule === undefined) return 0
  const { field, text, end, grade } = rule
  if (field === undefined) return grade
  // Every type has the fields its rules ask about, all of them texts.
  const value = (principal as unknown as Readonly<Record<string, string>>)[field]!
  if (end === undefined) return value === text ? grade : 0
  return value.startsWith(text!) && value.endsWith(end) ? grade : 0
}
