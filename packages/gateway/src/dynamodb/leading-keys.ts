import { Fault } from '@rolecall/core'
import { expressionTokens } from './expression-tokens.ts'
import { keyText } from './key-text.ts'
import type { Members } from './touches-of.ts'

/**
 * The values of the partition key that parts of a request touch: the key `dynamodb:LeadingKeys`. A policy that
 * holds them against a list is content with an empty one, so a value that cannot be found is a fault and never
 * left out. Scan touches them all and names none, as in AWS.
 */
export function leadingKeys(parts: readonly Members[], partitionKey: string): readonly string[] {
  const values = new Set<string>()
  for (const part of parts) {
    for (const map of [part['Key'], part['Item'], ...((part['Keys'] ?? []) as unknown[])]) {
      if (map === undefined) continue
      if (!Object.hasOwn(map as Members, partitionKey)) throw missed()
      values.add(keyText((map as Members)[partitionKey]))
    }
    if (part['KeyConditionExpression'] !== undefined) values.add(keyText(conditionValue(part, partitionKey)))
    if (part['KeyConditions'] !== undefined) values.add(keyText(legacyValue(part, partitionKey)))
  }
  return [...values]
}

/** `name = :value`, either way round, once. */
function conditionValue(part: Members, partitionKey: string): unknown {
  const tokens = expressionTokens(part['KeyConditionExpression'], part['ExpressionAttributeNames'])
  const found: string[] = []
  for (const [at, { attribute }] of tokens.entries()) {
    if (attribute !== partitionKey) continue
    const after = tokens[at + 1]?.text === '=' ? tokens[at + 2]?.text : undefined
    const before = tokens[at - 1]?.text === '=' ? tokens[at - 2]?.text : undefined
    const value = after ?? before
    if (value === undefined || (after !== undefined && before !== undefined)) throw missed()
    found.push(value)
  }
  const values = (part['ExpressionAttributeValues'] ?? {}) as Members
  const [name] = found
  if (name === undefined || found.length > 1 || !Object.hasOwn(values, name)) throw missed()
  return values[name]
}

function legacyValue(part: Members, partitionKey: string): unknown {
  const conditions = part['KeyConditions'] as Members
  const condition = (Object.hasOwn(conditions, partitionKey) ? conditions[partitionKey] : undefined) as
    | { ComparisonOperator?: string; AttributeValueList?: readonly unknown[] }
    | undefined
  const [value, ...more] = condition?.AttributeValueList ?? []
  if (condition?.ComparisonOperator !== 'EQ' || more.length > 0) throw missed()
  return value
}

function missed(): Fault {
  return new Fault(
    { code: 'ValidationException', status: 400, blame: 'client' },
    'Query condition missed key schema element',
  )
}
