import type { Constraint } from './constraint.ts'
import { violation } from './violation.ts'

export interface TextLimits {
  readonly min?: number
  readonly max?: number
  /** As AWS writes it in its model, matched against the whole text. */
  readonly pattern?: string
  /** Leave the value out of the message: it is a password or a token. */
  readonly secret?: boolean
}

/** A text of bounded length (in UTF-16 units, as AWS counts) that matches a pattern. */
export function text({
  min = 0,
  max = Number.POSITIVE_INFINITY,
  pattern,
  secret = false,
}: TextLimits): Constraint {
  const format = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'su')
  return (value, path, violations) => {
    const add = (limit: string) => violations.push(violation(secret ? undefined : value, path, limit))
    const subject = value as string
    // A text that is too long never meets the pattern, whose time may grow with it.
    if (subject.length > max) return void add(`Member must have length less than or equal to ${max}`)
    if (format && !format.test(subject)) add(`Member must satisfy regular expression pattern: ${pattern}`)
    if (subject.length < min) add(`Member must have length greater than or equal to ${min}`)
  }
}
