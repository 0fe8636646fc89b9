import { type Operator, operators } from './operators.ts'

export type Quantifier = 'ForAllValues' | 'ForAnyValue'

export interface ReadOperator {
  /** `undefined` for Null. */
  readonly operator: Operator | undefined
  readonly quantifier: Quantifier | undefined
  readonly ifExists: boolean
}

const byName = new Map(operators.map((operator) => [operator.name.toLowerCase(), operator]))
const quantifiers: readonly Quantifier[] = ['ForAllValues', 'ForAnyValue']

/**
 * Reads `[ForAllValues: | ForAnyValue:] operator [IfExists]`, ignoring case. Answers `undefined` for an
 * operator that does not exist; Null takes no IfExists.
 */
export function readOperator(text: string): ReadOperator | undefined {
  let name = text.toLowerCase()
  const quantifier = quantifiers.find((each) => name.startsWith(`${each.toLowerCase()}:`))
  if (quantifier) name = name.slice(quantifier.length + 1)
  if (name === 'null') return { operator: undefined, quantifier, ifExists: false }
  const ifExists = name.endsWith('ifexists')
  if (ifExists) name = name.slice(0, -'ifexists'.length)
  const operator = byName.get(name)
  return operator && { operator, quantifier, ifExists }
}
