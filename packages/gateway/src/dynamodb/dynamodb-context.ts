import type { ContextValue } from '@rolecall/policy'
import { touchedAttributes } from './touched-attributes.ts'
import type { Members, Touch } from './touches-of.ts'

const projecting = new Set(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan'])
const returning = new Set(['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'])

/**
 * The condition keys of one touch, but for its leading keys. What a caller leaves out counts as its default:
 * a policy that asks for `SPECIFIC_ATTRIBUTES` if any are selected must see that all of them are.
 */
export function dynamodbContext(
  operation: string,
  input: Members,
  { action, index, parts }: Touch,
): [string, ContextValue][] {
  const context: [string, ContextValue][] = []
  const attributes = touchedAttributes(parts)
  if (attributes.length > 0) context.push(['dynamodb:Attributes', attributes])
  if (projecting.has(action)) context.push(['dynamodb:Select', select(input, index, parts)])
  if (returning.has(action)) context.push(['dynamodb:ReturnValues', String(input['ReturnValues'] ?? 'NONE')])
  const consumed = input['ReturnConsumedCapacity']
  if (consumed !== undefined) context.push(['dynamodb:ReturnConsumedCapacity', String(consumed)])
  if (operation.startsWith('Transact')) context.push(['dynamodb:EnclosingOperation', operation])
  return context
}

function select(input: Members, index: string | undefined, parts: readonly Members[]): string {
  if (input['Select'] !== undefined) return String(input['Select'])
  const projected = parts.every(
    (part) => part['ProjectionExpression'] !== undefined || part['AttributesToGet'] !== undefined,
  )
  if (projected) return 'SPECIFIC_ATTRIBUTES'
  return index === undefined ? 'ALL_ATTRIBUTES' : 'ALL_PROJECTED_ATTRIBUTES'
}
