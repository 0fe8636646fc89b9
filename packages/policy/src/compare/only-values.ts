import { readOperator } from '../condition/read-operator.ts'
import { requestContext } from '../context/request-context.ts'
import type { WorkLimit } from '../match/work-limit.ts'
import type { PlacedCondition } from './placed-condition.ts'

/**
 * Asks a condition about each request that another lets through, where those are few: an Allow's StringEquals leaves
 * its values, Bool the two words. So `StringEquals` implies a `StringLike`, or rules out a `StringNotEquals`, by what
 * the conditions do themselves. `undefined` where that cannot be told.
 */
export function onlyValues(
  { compiled, effect }: PlacedCondition,
  { compiled: asked }: PlacedCondition,
  limit: WorkLimit,
): readonly boolean[] | undefined {
  if (effect !== 'Allow' || !limit.allows(1) || asked.keys.some((key) => key !== compiled.key))
    return undefined
  const read = readOperator(compiled.source.operator)
  const name = read?.operator?.name
  if (!read || read.quantifier || read.ifExists) return undefined
  const texts = compiled.wanted
  if (texts.some((text) => text.includes('${'))) return undefined
  if (name === 'Bool') {
    // Of other spellings of the two words only these operators think alike.
    const its = readOperator(asked.source.operator)
    if (!its || (its.operator && its.operator.name !== 'Bool')) return undefined
  } else if (name !== 'StringEquals') return undefined
  if (!limit.allows(32 * texts.length * (asked.wanted.length + 1))) return undefined
  return texts.map((text) => asked.holds(requestContext([[compiled.key, text]])))
}
