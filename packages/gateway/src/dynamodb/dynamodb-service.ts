import { type Operation, readInput, unknownOperation } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import type { GuardedCall, GuardedService, Permission, Plan, Surroundings } from '../call/guarded-call.ts'
import type { RequestHead, TrailResource } from '../gateway-tools.ts'
import { type DynamodbRow, dynamodbActions } from './dynamodb-actions.data.ts'
import { dynamodbContext } from './dynamodb-context.ts'
import { dynamodbModel } from './dynamodb-model.ts'
import { leadingKeys } from './leading-keys.ts'
import { partitionKeys } from './partition-keys.ts'
import { plainNames } from './plain-names.ts'
import { refuseMany } from './refuse-many.ts'
import { refuseUnknown } from './refuse-unknown.ts'
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
  const raw = bodyOf(body)
  if (raw) refuseMany(name, raw)
  // Whatever is not JSON is refused here.
  const input: Members = readInput(dynamodbModel, operation, { ...head, body }, {})
  if (raw) refuseUnknown(operation, row, raw)
  const touches = touchesIn(name, input, row, surroundings)
  const asksKeys = row.items === true && surroundings.mentions('dynamodb:LeadingKeys')
  let impossible: Fault | undefined
  const permissions: Permission[] = []
  for (const touch of touches) {
    const context = dynamodbContext(name, input, touch)
    if (asksKeys && touch.action !== 'dynamodb:Scan') {
      const found = await foundKeys(touch, surroundings)
      if (found instanceof Fault) impossible ??= found
      else context.push(['dynamodb:LeadingKeys', found])
    }
    permissions.push({ action: touch.action, resource: touch.arn, context })
    for (const [member, action] of Object.entries(row.further ?? {})) {
      if (input[member] !== undefined) permissions.push({ action, resource: touch.arn })
    }
    if (row.reshapes) partitionKeys.forget(touch.table, surroundings.region, surroundings.backend)
  }
  permissions.push(...otherPermissions(name, input, row, surroundings))
  const renamed = row.on === 'account' ? undefined : plainNames(raw ?? {}, row, surroundings)
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
    impossible,
    resources: recordedResources(permissions, surroundings.account),
    requestParameters: recordedParameters(touches),
  }
}

/** The members as they are written, if the body is an object. */
function bodyOf(body: Uint8Array): Members | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString() || '{}')
    return typeof value === 'object' && value !== null ? (value as Members) : undefined
  } catch {
    return undefined
  }
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

/** The leading keys of a touch, or why it has none; then it may be denied, and is never forwarded. */
async function foundKeys(touch: Touch, surroundings: Surroundings): Promise<readonly string[] | Fault> {
  const partitionKey = await partitionKeys.of(touch.table, touch.index, surroundings)
  if (partitionKey === undefined) return missing(touch)
  try {
    return leadingKeys(touch.parts, partitionKey)
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
}

/** What the backend would have said. It is not asked again: it might have made the table in between. */
function missing({ index }: Touch): Fault {
  const [code, message] =
    index === undefined
      ? ['ResourceNotFoundException', 'Requested resource not found']
      : ['ValidationException', `The table does not have the specified index: ${index}`]
  return new Fault({ code, status: 400, blame: 'client' }, message)
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
