import { type Operation, readInput, unknownOperation } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import type { ContextValue } from '@rolecall/policy'
import { NormalizedSchema } from '@smithy/core/schema'
import type { GuardedCall, GuardedService, Permission, Plan, Surroundings } from '../call/guarded-call.ts'
import type { RequestHead, TrailResource } from '../gateway-tools.ts'
import { type DynamodbRow, dynamodbActions } from './dynamodb-actions.data.ts'
import { dynamodbContext } from './dynamodb-context.ts'
import { dynamodbModel } from './dynamodb-model.ts'
import { leadingKeys } from './leading-keys.ts'
import { partitionKeys } from './partition-keys.ts'
import { plainNames } from './plain-names.ts'
import { tablePlace } from './table-place.ts'
import { type Members, type Touch, touchesOf } from './touches-of.ts'

/** Amazon DynamoDB. */
export const dynamodbService: GuardedService = {
  name: 'dynamodb',
  eventSource: 'dynamodb.amazonaws.com',
  protocol: 'json-1.0',
  dialect: 'json',
  anonymous: false,
  largestBody: 16 * 1024 * 1024,
  quote: '',
  understand,
}

const nothing = new Uint8Array()

function understand(head: RequestHead, surroundings: Surroundings): GuardedCall {
  const target = head.headers.get('x-amz-target') ?? ''
  const prefix = `${dynamodbModel.targetPrefix}.`
  const name = target.startsWith(prefix) ? target.slice(prefix.length) : ''
  const operation = dynamodbModel.operations.get(name)
  const presigned = surroundings.signature?.form === 'query'
  if (!operation || head.method !== 'POST' || head.path !== '/' || (head.query !== '' && !presigned)) {
    throw unknownOperation(dynamodbModel, { ...head, body: nothing })
  }
  const row: DynamodbRow = dynamodbActions[name] ?? { unmapped: 'it has no row in the table of actions' }
  return {
    eventName: name,
    readOnly: row.reads === true,
    requestParameters: null,
    resources: [],
    body: 'whole',
    unmapped: row.unmapped,
    plan: (body) => plan(head, operation, row, body, surroundings),
  }
}

async function plan(
  head: RequestHead,
  operation: Operation,
  row: DynamodbRow,
  body: Uint8Array,
  surroundings: Surroundings,
): Promise<Plan> {
  const { name } = operation
  const input: Members = readInput(dynamodbModel, operation, { ...head, body }, {})
  const raw = JSON.parse(Buffer.from(body).toString() || '{}') as Members
  refuseUnknown(operation, row, raw)
  const touches = touchesIn(name, input, row, surroundings)
  const permissions: Permission[] = []
  for (const touch of touches) {
    const context = dynamodbContext(name, input, touch)
    if (row.items) context.push(...(await leadingKeyContext(touch, surroundings)))
    permissions.push({ action: touch.action, resource: touch.arn, context })
    for (const [member, action] of Object.entries(row.further ?? {})) {
      if (input[member] !== undefined) permissions.push({ action, resource: touch.arn })
    }
    if (row.reshapes) partitionKeys.forget(touch.table, surroundings.region, surroundings.backend)
  }
  permissions.push(...otherPermissions(name, input, row, surroundings))
  const renamed = row.on === 'account' ? undefined : plainNames(raw, row, surroundings)
  return {
    permissions,
    outgoing: {
      method: 'POST',
      path: '/',
      query: '',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${dynamodbModel.targetPrefix}.${name}`,
        'user-agent': head.headers.get('user-agent') ?? 'rolecall',
      },
      body: renamed ? Buffer.from(JSON.stringify(renamed)) : body,
    },
    unenforced: row.unenforced,
    resources: recordedResources(permissions, surroundings.account),
    requestParameters: recordedParameters(touches),
  }
}

/** A member that the model does not know may mean a table to the backend. */
function refuseUnknown(operation: Operation, row: DynamodbRow, raw: Members): void {
  const known = new Set([...NormalizedSchema.of(operation.schema[4]).structIterator()].map(([name]) => name))
  const refused = Object.keys(raw).find((name) => !known.has(name) || row.without?.includes(name))
  if (refused === undefined) return
  throw new Fault(
    { code: 'AccessDeniedException', status: 400, blame: 'client' },
    `This gateway does not map the member ${refused.slice(0, 100)} of ${operation.name} to an action, so it is denied.`,
  )
}

function touchesIn(name: string, input: Members, row: DynamodbRow, place: Surroundings): readonly Touch[] {
  const { on } = row
  return on === undefined || on === 'arn' || on === 'account' ? [] : touchesOf[on](name, input, row, place)
}

function otherPermissions(name: string, input: Members, row: DynamodbRow, place: Surroundings): Permission[] {
  const action = `dynamodb:${name}`
  if (row.on === 'account') return [{ action, resource: '*' }]
  if (row.on !== 'arn') return []
  return [{ action, resource: tablePlace.checkedArn(input[row.member ?? ''], place) }]
}

async function leadingKeyContext(
  touch: Touch,
  surroundings: Surroundings,
): Promise<[string, ContextValue][]> {
  if (touch.action === 'dynamodb:Scan') return []
  const partitionKey = await partitionKeys.of(touch.table, touch.index, surroundings)
  // No such table: whatever is allowed, the backend can only say so.
  if (partitionKey === undefined) return []
  return [['dynamodb:LeadingKeys', leadingKeys(touch.parts, partitionKey)]]
}

function recordedResources(permissions: readonly Permission[], account: string): readonly TrailResource[] {
  const arns = new Set(permissions.map(({ resource }) => resource.replace(/\/index\/.*$/, '')))
  arns.delete('*')
  return [...arns].map((ARN) => ({ type: 'AWS::DynamoDB::Table', ARN, accountId: account }))
}

/** Names alone: what stands in items is nobody's business but the table's. */
function recordedParameters(touches: readonly Touch[]): Readonly<Record<string, unknown>> | undefined {
  const [first] = touches
  if (!first) return undefined
  if (touches.length > 1) return { tableNames: [...new Set(touches.map(({ table }) => table))] }
  return { tableName: first.table, ...(first.index === undefined ? {} : { indexName: first.index }) }
}
