import { wirePath } from '../protocol/wire-path.ts'
import type { Constraint } from './constraint.ts'

/** Limits of a structure's members, by their names in the schema. Absent members break none. */
export function structure(members: Readonly<Record<string, Constraint>>): Constraint {
  const rows = Object.entries(members)
  return (value, path, violations) => {
    for (const [name, constraint] of rows) {
      const member = (value as Record<string, unknown>)[name]
      if (member !== undefined && member !== null) constraint(member, wirePath.member(path, name), violations)
    }
  }
}
