import { readOperator } from '../condition/read-operator.ts'
import type { Condition } from '../document/policy.ts'

/** Whether a condition can hold only for requests that have its key: not for negated operators, nor `IfExists`. */
export function needsKey({ operator, values }: Condition): boolean {
  const read = readOperator(operator)
  if (!read) return false
  if (!read.operator) return values.every(({ value }) => value.toLowerCase() === 'false')
  if (read.ifExists || read.quantifier === 'ForAllValues') return false
  return read.quantifier === 'ForAnyValue' || !read.operator.negated
}
