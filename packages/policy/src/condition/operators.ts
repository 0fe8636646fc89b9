import { arnFamily } from './arn-family.ts'
import { binaryFamily } from './binary-family.ts'
import { booleanFamily } from './boolean-family.ts'
import { compareDecimals } from './compare-decimals.ts'
import { ipFamily } from './ip-family.ts'
import type { OperatorFamily } from './operator-family.ts'
import { type Order, orderedFamily } from './ordered-family.ts'
import { readDate } from './read-date.ts'
import { readDecimal } from './read-decimal.ts'
import { stringFamily } from './string-family.ts'

export interface Operator {
  readonly name: string
  readonly family: OperatorFamily<unknown>
  /** A negated operator matches when no value of the policy does, and so also when the key is absent. */
  readonly negated: boolean
}

const numeric = (order: Order) => orderedFamily('numeric', readDecimal, compareDecimals, order)
const date = (order: Order) => orderedFamily('date', readDate, (left, right) => left - right, order)

/** Every condition operator but Null, which tests presence and has no family. */
export const operators: readonly Operator[] = [
  row('StringEquals', stringFamily('equals', false)),
  row('StringNotEquals', stringFamily('equals', false), true),
  row('StringEqualsIgnoreCase', stringFamily('equals', true)),
  row('StringNotEqualsIgnoreCase', stringFamily('equals', true), true),
  row('StringLike', stringFamily('like', false)),
  row('StringNotLike', stringFamily('like', false), true),
  row('NumericEquals', numeric('equals')),
  row('NumericNotEquals', numeric('equals'), true),
  row('NumericLessThan', numeric('less')),
  row('NumericLessThanEquals', numeric('less-or-equal')),
  row('NumericGreaterThan', numeric('greater')),
  row('NumericGreaterThanEquals', numeric('greater-or-equal')),
  row('DateEquals', date('equals')),
  row('DateNotEquals', date('equals'), true),
  row('DateLessThan', date('less')),
  row('DateLessThanEquals', date('less-or-equal')),
  row('DateGreaterThan', date('greater')),
  row('DateGreaterThanEquals', date('greater-or-equal')),
  row('Bool', booleanFamily),
  row('BinaryEquals', binaryFamily),
  row('IpAddress', ipFamily),
  row('NotIpAddress', ipFamily, true),
  row('ArnEquals', arnFamily),
  row('ArnLike', arnFamily),
  row('ArnNotEquals', arnFamily, true),
  row('ArnNotLike', arnFamily, true),
]

function row<Subject>(name: string, family: OperatorFamily<Subject>, negated = false): Operator {
  // A value is compiled and tested by the same family, which alone knows its type.
  return { name, family: family as OperatorFamily<unknown>, negated }
}
