import { expressionTokens } from './expression-tokens.ts'
import type { Members } from './touches-of.ts'

const maps = ['Key', 'Item', 'AttributeUpdates', 'Expected', 'KeyConditions', 'QueryFilter', 'ScanFilter']
const expressions = [
  'ConditionExpression',
  'FilterExpression',
  'KeyConditionExpression',
  'ProjectionExpression',
  'UpdateExpression',
]

/** The top-level attributes that parts of a request name: the key `dynamodb:Attributes`. */
export function touchedAttributes(parts: readonly Members[]): readonly string[] {
  const attributes = new Set<string>()
  const addKeys = (map: unknown) => {
    for (const name of Object.keys((map ?? {}) as Members)) attributes.add(name)
  }
  for (const part of parts) {
    for (const member of maps) addKeys(part[member])
    for (const key of (part['Keys'] ?? []) as Members[]) addKeys(key)
    for (const name of (part['AttributesToGet'] ?? []) as string[]) attributes.add(name)
    for (const member of expressions) {
      for (const { attribute } of expressionTokens(part[member], part['ExpressionAttributeNames'])) {
        if (attribute !== undefined) attributes.add(attribute)
      }
    }
  }
  return [...attributes]
}
