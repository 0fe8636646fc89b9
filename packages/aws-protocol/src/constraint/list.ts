import { wirePath } from '../protocol/wire-path.ts'
import type { Constraint } from './constraint.ts'
import { violation } from './violation.ts'

export interface ListLimits {
  readonly min?: number
  readonly max?: number
  /** What each item must be. */
  readonly of?: Constraint
}

/** A list of bounded length. Items beyond the limit are not looked at. */
export function list({ min = 0, max = Number.POSITIVE_INFINITY, of }: ListLimits): Constraint {
  return (value, path, violations) => {
    const items = value as readonly unknown[]
    const shown = `[${items.slice(0, 20).map(describe).join(', ')}]`
    if (items.length > max) {
      violations.push(violation(shown, path, `Member must have length less than or equal to ${max}`))
      return
    }
    if (items.length < min) {
      violations.push(violation(shown, path, `Member must have length greater than or equal to ${min}`))
    }
    if (!of) return
    for (const [at, item] of items.entries()) of(item, wirePath.item(path, at), violations)
  }
}

function describe(item: unknown): string {
  return typeof item === 'object' ? JSON.stringify(item) : String(item)
}
