import type { Constraint, TextLimits } from '@rolecall/aws-protocol'
import { text } from '@rolecall/aws-protocol'

interface TextListLimits {
  readonly max?: number
  readonly of: Required<Pick<TextLimits, 'min' | 'max'>> & Pick<TextLimits, 'pattern'>
}

/**
 * A list of texts. IAM does not say which of them breaks a limit, nor which limit: it says all limits of all.
 */
export function textList({ max, of }: TextListLimits): Constraint {
  const item = text(of)
  const limits = [
    `Member must have length less than or equal to ${of.max}`,
    `Member must have length greater than or equal to ${of.min}`,
    ...(of.pattern === undefined ? [] : [`Member must satisfy regular expression pattern: ${of.pattern}`]),
  ]
  return (value, path, violations) => {
    const add = (limit: string) =>
      violations.push(`Value at '${path}' failed to satisfy constraint: ${limit}`)
    const items = value as readonly unknown[]
    if (max !== undefined && items.length > max) {
      add(`Member must have length less than or equal to ${max}`)
      return
    }
    const broken: string[] = []
    for (const one of items) item(one, path, broken)
    if (broken.length > 0) add(`Member must satisfy constraint: [${limits.join(', ')}]`)
  }
}
