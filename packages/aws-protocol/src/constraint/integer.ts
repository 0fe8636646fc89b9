import type { Constraint } from './constraint.ts'
import { violation } from './violation.ts'

export interface IntegerLimits {
  readonly min?: number
  readonly max?: number
}

/** A whole number within limits. The schemas only say "number", so that this is where fractions end. */
export function integer({ min, max }: IntegerLimits): Constraint {
  return (value, path, violations) => {
    const number = value as number
    if (!Number.isSafeInteger(number)) {
      violations.push(violation(value, path, 'Member must be a whole number'))
    }
    if (min !== undefined && !(number >= min)) {
      violations.push(violation(value, path, `Member must have value greater than or equal to ${min}`))
    }
    if (max !== undefined && !(number <= max)) {
      violations.push(violation(value, path, `Member must have value less than or equal to ${max}`))
    }
  }
}
