import type { Relation } from './relation.ts'

interface Shape<T> {
  covers(other: T): boolean
  meets(other: T): boolean
}

/** Which of the texts that fit `known` fit a pattern too; `some` when it is not sure that all do. */
export function relatePatterns<T extends Shape<T>>(pattern: T, known: T): Relation {
  if (pattern.covers(known)) return 'all'
  return pattern.meets(known) ? 'some' : 'none'
}
