import type { Constraint } from './constraint.ts'
import { violation } from './violation.ts'

/** One of AWS's names. Pass the enumeration of the client package: `oneOf(Object.values(StatusType))`. */
export function oneOf(names: readonly string[]): Constraint {
  const set = new Set(names)
  return (value, path, violations) => {
    if (set.has(value as string)) return
    violations.push(violation(value, path, `Member must satisfy enum value set: [${names.join(', ')}]`))
  }
}
