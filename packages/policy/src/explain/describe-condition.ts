import type { ConditionExplanation } from './explanation.ts'

/**
 * Says in words what a condition wanted and what it saw.
 *
 * @example
 * describeCondition(condition) // 'StringEquals aws:PrincipalTag/team wanted "shop" and saw "bank"'
 */
export function describeCondition(condition: ConditionExplanation): string {
  const { operator, key, wanted, seen, unreadable } = condition
  if (unreadable !== undefined) return `${operator} ${key} cannot be judged: ${unreadable}`
  const values = wanted.map((value) => `"${value}"`).join(' or ') || 'nothing'
  const saw =
    seen === undefined
      ? 'the key is absent'
      : `saw ${[seen]
          .flat()
          .map((value) => `"${value}"`)
          .join(', ')}`
  const joint = seen === undefined ? ', but' : ' and'
  const several =
    typeof seen === 'object' && !operator.includes(':')
      ? ', several values for which it has no set operator'
      : ''
  const plain =
    /equals/i.test(operator) && !/arn/i.test(operator) && wanted.some((value) => /[*?]/.test(value))
  const hint = plain ? ' (here * and ? are plain text; StringLike has wildcards)' : ''
  return `${operator} ${key} wanted ${values}${joint} ${saw}${several}${hint}`
}
