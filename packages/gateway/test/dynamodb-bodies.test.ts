import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawRequest } from './raw-request.ts'
import { startWorld, type World } from './start-world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

describe('bodies that two readers could read differently', () => {
  const post = (target: string, body: string) =>
    rawRequest(world, {
      as: world.admin,
      service: 'dynamodb',
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': `DynamoDB_20120810.${target}` },
      body,
    })
  const cases: readonly (readonly [what: string, target: string, body: string, code: string])[] = [
    [
      'a member twice',
      'DeleteTable',
      '{"TableName":"orders","TableName":"customers"}',
      'SerializationException',
    ],
    [
      'a member twice, once escaped',
      'DeleteTable',
      '{"TableName":"orders","Table\\u004eame":"customers"}',
      'SerializationException',
    ],
    [
      'an unknown member',
      'DeleteTable',
      '{"TableName":"orders","Other":"customers"}',
      'AccessDeniedException',
    ],
    [
      'a member that needs more',
      'UpdateTable',
      '{"TableName":"orders","ReplicaUpdates":[]}',
      'AccessDeniedException',
    ],
    ['no JSON', 'DeleteTable', 'x', 'SerializationException'],
    ['nothing', 'DeleteTable', '', 'ValidationException'],
    ['a list', 'DeleteTable', '[]', 'SerializationException'],
    ['a name that is a path', 'DeleteTable', '{"TableName":"../orders"}', 'ValidationException'],
    ['a name with a wildcard', 'DeleteTable', '{"TableName":"ord*"}', 'ValidationException'],
    [
      'two actions in one item',
      'TransactWriteItems',
      '{"TransactItems":[{"Put":{"TableName":"orders","Item":{}},"Delete":{"TableName":"orders","Key":{}}}]}',
      'ValidationException',
    ],
    ['no table at all', 'BatchGetItem', '{"RequestItems":{}}', 'AccessDeniedException'],
    [
      '__proto__ as table',
      'BatchGetItem',
      '{"RequestItems":{"__proto__":{"Keys":[]}}}',
      'ValidationException',
    ],
    [
      'deep nesting',
      'PutItem',
      `{"TableName":"orders","Item":${'{"a":'.repeat(200)}1${'}'.repeat(200)}}`,
      'SerializationException',
    ],
  ]
  for (const [what, target, body, code] of cases)
    it(what, async () => expect((await post(target, body)).code).toBe(code))
})
