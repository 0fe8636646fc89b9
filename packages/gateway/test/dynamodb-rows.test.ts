import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { item, startTables, type Tables } from './start-tables.ts'
import { allow, deny } from './start-world.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.world.stop())
const send: Tables['send'] = (...all) => tables.send(...all)
const refused: Tables['refused'] = (...all) => tables.refused(...all)

describe('rows of their own', () => {
  const own = allow('dynamodb:*', '*', { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['alice'] } })
  const noScan = deny('dynamodb:Scan', '*')
  const allowed: readonly (readonly [string, unknown])[] = [
    ['GetItem', new GetItemCommand({ TableName: 'orders', Key: item('alice') })],
    ['PutItem', new PutItemCommand({ TableName: 'orders', Item: item('alice', '2') })],
    [
      'BatchGetItem',
      new BatchGetItemCommand({ RequestItems: { orders: { Keys: [item('alice'), item('alice', '2')] } } }),
    ],
    [
      'Query',
      new QueryCommand({
        TableName: 'orders',
        KeyConditionExpression: 'sk > :n AND pk = :v',
        ExpressionAttributeValues: { ':v': { S: 'alice' }, ':n': { N: '0' } },
      }),
    ],
    [
      'an index',
      new QueryCommand({
        TableName: 'orders',
        IndexName: 'by-owner',
        KeyConditionExpression: '(#o = :v)',
        ExpressionAttributeNames: { '#o': 'owner' },
        ExpressionAttributeValues: { ':v': { S: 'alice' } },
      }),
    ],
    [
      'an old query',
      new QueryCommand({
        TableName: 'orders',
        KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'alice' }] } },
      }),
    ],
  ]
  const others: readonly (readonly [string, unknown])[] = [
    ['GetItem', new GetItemCommand({ TableName: 'orders', Key: item('bob') })],
    ['PutItem', new PutItemCommand({ TableName: 'orders', Item: item('bob') })],
    [
      'UpdateItem',
      new UpdateItemCommand({
        TableName: 'orders',
        Key: item('bob'),
        UpdateExpression: 'SET a = :v',
        ExpressionAttributeValues: { ':v': { S: 'alice' } },
      }),
    ],
    ['DeleteItem', new DeleteItemCommand({ TableName: 'orders', Key: item('bob') })],
    [
      'one key of a batch',
      new BatchGetItemCommand({ RequestItems: { orders: { Keys: [item('alice'), item('bob')] } } }),
    ],
    [
      'one write of a batch',
      new BatchWriteItemCommand({
        RequestItems: {
          orders: [{ PutRequest: { Item: item('alice') } }, { DeleteRequest: { Key: item('bob') } }],
        },
      }),
    ],
    [
      'Query',
      new QueryCommand({
        TableName: 'orders',
        KeyConditionExpression: 'pk = :v',
        ExpressionAttributeValues: { ':v': { S: 'bob' } },
      }),
    ],
    [
      'a filter is no key',
      new QueryCommand({
        TableName: 'orders',
        KeyConditionExpression: 'pk = :v',
        FilterExpression: 'pk = :a',
        ExpressionAttributeValues: { ':v': { S: 'bob' }, ':a': { S: 'alice' } },
      }),
    ],
    [
      'another key of an index',
      new QueryCommand({
        TableName: 'orders',
        IndexName: 'by-owner',
        KeyConditionExpression: '#o = :v',
        ExpressionAttributeNames: { '#o': 'owner' },
        ExpressionAttributeValues: { ':v': { S: 'bob' } },
      }),
    ],
    ['Scan', new ScanCommand({ TableName: 'orders' })],
  ]
  for (const [name, command] of allowed)
    it(`${name} of them`, () => expect(send(command, own, noScan)).resolves.toBeDefined())
  for (const [name, command] of others) it(`not of others: ${name}`, () => refused(command, own, noScan))

  it('a key that cannot be found is refused, not left out', async () => {
    const hidden = new QueryCommand({
      TableName: 'orders',
      KeyConditionExpression: '#p = :v',
      ExpressionAttributeNames: { '#p': 'sk' },
      ExpressionAttributeValues: { ':v': { S: 'bob' } },
    })
    await expect(send(hidden, own)).rejects.toMatchObject({ name: 'ValidationException' })
  })
})

describe('attributes of their own', () => {
  const some = allow('dynamodb:*', '*', {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'sk', 'amount'] },
    StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  })
  const get = (ProjectionExpression?: string) =>
    new GetItemCommand({
      TableName: 'orders',
      Key: item('alice'),
      ...(ProjectionExpression ? { ProjectionExpression } : {}),
    })
  it('those that are named', () =>
    expect(send(get('pk, amount'), some)).resolves.toMatchObject({ Item: { amount: { N: '5' } } }))
  it('not others', () => refused(get('pk, secret'), some))
  it('not all', () => refused(get(), some))
  it('not by way of a filter', () =>
    refused(
      new QueryCommand({
        TableName: 'orders',
        KeyConditionExpression: 'pk = :v',
        FilterExpression: 'begins_with(secret.inner, :v)',
        ProjectionExpression: 'pk',
        ExpressionAttributeValues: { ':v': { S: 'alice' } },
      }),
      some,
    ))
})
