import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  CreateTableCommand,
  DeleteItemCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyText } from '../src/dynamodb/key-text.ts'
import { leadingKeys } from '../src/dynamodb/leading-keys.ts'
import { touchedAttributes } from '../src/dynamodb/touched-attributes.ts'
import { rawRequest } from './raw-request.ts'
import { account, allow, deny, region, startWorld, type World } from './start-world.ts'

let world: World
const tableArn = (name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`
const item = (pk: string, sk = '1', more: object = {}) => ({ pk: { S: pk }, sk: { N: sk }, ...more })

beforeAll(async () => {
  world = await startWorld()
  const client = world.dynamodbAs(world.admin)
  const waiter = { client, maxWaitTime: 50, minDelay: 0.02, maxDelay: 0.1 }
  for (const TableName of ['orders', 'customers']) {
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'N' },
          { AttributeName: 'owner', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        GlobalSecondaryIndexes: [
          {
            IndexName: 'by-owner',
            KeySchema: [{ AttributeName: 'owner', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      }),
    )
  }
  for (const TableName of ['orders', 'customers']) await waitUntilTableExists(waiter, { TableName })
  for (const pk of ['alice', 'bob']) {
    await client.send(
      new PutItemCommand({
        TableName: 'orders',
        Item: item(pk, '1', { owner: { S: pk }, amount: { N: '5' } }),
      }),
    )
  }
})
afterAll(() => world.stop())

type Command = Parameters<ReturnType<World['dynamodbAs']>['send']>[0]
const send = (command: unknown, ...statements: Record<string, unknown>[]) =>
  world.dynamodbAs(world.user(statements)).send(command as Command)
const refused = (command: unknown, ...statements: Record<string, unknown>[]) =>
  expect(send(command, ...statements)).rejects.toMatchObject({ name: 'AccessDeniedException' })

describe('the story', () => {
  it('the frontend reads, the batch writes', async () => {
    const read = allow(['dynamodb:GetItem', 'dynamodb:Query'], tableArn('orders'))
    const { Item } = (await send(new GetItemCommand({ TableName: 'orders', Key: item('alice') }), read)) as {
      Item: object
    }
    expect(Item).toMatchObject({ amount: { N: '5' } })
    await refused(new PutItemCommand({ TableName: 'orders', Item: item('x') }), read)
    await refused(new GetItemCommand({ TableName: 'customers', Key: item('alice') }), read)
  })
})

describe('tables and indexes', () => {
  const query = (IndexName?: string) =>
    new QueryCommand({
      TableName: 'orders',
      ...(IndexName === undefined ? {} : { IndexName }),
      KeyConditionExpression: `${IndexName === undefined ? 'pk' : '#o'} = :v`,
      ...(IndexName === undefined ? {} : { ExpressionAttributeNames: { '#o': 'owner' } }),
      ExpressionAttributeValues: { ':v': { S: 'alice' } },
    })
  it('an index is a resource of its own', async () => {
    const table = allow('dynamodb:Query', tableArn('orders'))
    const index = allow('dynamodb:Query', `${tableArn('orders')}/index/by-owner`)
    await send(query(), table)
    await refused(query('by-owner'), table)
    expect(await send(query('by-owner'), index)).toMatchObject({ Count: 1 })
    await refused(query(), index)
  })
  it('every table of a batch must be allowed', async () => {
    const batch = new BatchGetItemCommand({
      RequestItems: { orders: { Keys: [item('alice')] }, customers: { Keys: [item('alice')] } },
    })
    await refused(batch, allow('dynamodb:BatchGetItem', tableArn('orders')))
    await send(batch, allow('dynamodb:BatchGetItem', [tableArn('orders'), tableArn('customers')]))
    const write = new BatchWriteItemCommand({
      RequestItems: {
        orders: [{ PutRequest: { Item: item('w') } }],
        customers: [{ DeleteRequest: { Key: item('w') } }],
      },
    })
    await refused(write, allow('dynamodb:BatchWriteItem', tableArn('orders')))
    await send(write, allow('dynamodb:BatchWriteItem', [tableArn('orders'), tableArn('customers')]))
  })
  it('every item of a transaction needs its own action', async () => {
    const write = new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName: 'orders', Item: item('t') } },
        {
          ConditionCheck: {
            TableName: 'customers',
            Key: item('t'),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ],
    })
    await refused(write, allow('dynamodb:PutItem', '*'))
    await refused(write, allow('dynamodb:ConditionCheckItem', '*'))
    // The embedded backend has no transactions; the gateway lets it say so.
    const done = send(write, allow(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], '*'))
    await expect(done).rejects.toMatchObject({ name: 'UnknownOperationException' })
    const read = new TransactGetItemsCommand({
      TransactItems: [{ Get: { TableName: 'orders', Key: item('t') } }],
    })
    await refused(
      read,
      allow('dynamodb:GetItem', '*'),
      deny('*', '*', { StringEquals: { 'dynamodb:EnclosingOperation': 'TransactGetItems' } }),
    )
  })
  it('a table by its ARN is the table, here and nowhere else', async () => {
    const get = (TableName: string) => new GetItemCommand({ TableName, Key: item('alice') })
    expect(await send(get(tableArn('orders')), allow('dynamodb:GetItem', tableArn('orders')))).toMatchObject({
      Item: { pk: { S: 'alice' } },
    })
    for (const arn of [
      tableArn('orders').replace(region, 'us-east-1'),
      tableArn('orders').replace(account, '999988887777'),
      tableArn('orders').replace('aws', 'aws-cn'),
    ]) {
      await refused(get(arn), allow('*', '*'))
    }
    const batch = new BatchGetItemCommand({
      RequestItems: { [tableArn('orders')]: { Keys: [item('alice')] } },
    })
    await send(batch, allow('dynamodb:BatchGetItem', tableArn('orders')))
    const twice = new BatchGetItemCommand({
      RequestItems: { [tableArn('orders')]: { Keys: [item('alice')] }, orders: { Keys: [item('bob')] } },
    })
    await expect(send(twice, allow('*', '*'))).rejects.toMatchObject({ name: 'ValidationException' })
  })
  it('ListTables is of no table', async () => {
    expect(await send(new ListTablesCommand({}), allow('dynamodb:ListTables', '*'))).toMatchObject({
      TableNames: ['customers', 'orders'],
    })
    await refused(new ListTablesCommand({}), allow('dynamodb:ListTables', tableArn('orders')))
  })
  it('PartiQL is denied to everyone', () =>
    refused(new ExecuteStatementCommand({ Statement: 'SELECT * FROM orders' }), allow('*', '*')))
})

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

describe('what expressions name', () => {
  const cases: readonly (readonly [Record<string, unknown>, readonly string[]])[] = [
    [
      { ProjectionExpression: 'a, #b.c[0].d, e', ExpressionAttributeNames: { '#b': 'b b' } },
      ['a', 'b b', 'e'],
    ],
    [
      { ConditionExpression: 'attribute_exists(a) AND size(b) > :v OR NOT c IN (:v, d)' },
      ['a', 'b', 'c', 'd'],
    ],
    [
      { UpdateExpression: 'SET a = if_not_exists(b, :v) + c REMOVE d.e ADD f :v delete g :v' },
      ['a', 'b', 'c', 'd', 'f', 'g'],
    ],
    [{ FilterExpression: 'a BETWEEN :v AND b' }, ['a', 'b']],
    [
      { Key: { a: {} }, Item: { b: {} }, Keys: [{ c: {} }], AttributesToGet: ['d'], Expected: { e: {} } },
      ['a', 'b', 'c', 'd', 'e'],
    ],
  ]
  for (const [part, attributes] of cases) {
    it(JSON.stringify(part), () =>
      expect([...touchedAttributes([part])].sort()).toEqual([...attributes].sort()),
    )
  }
  it('numbers have one spelling', () => {
    const spellings: Record<string, readonly string[]> = {
      '1': ['1', '1.0', '01', '10e-1', '0.1E1', '+1'],
      '0': ['0', '-0', '0.000', '0e5'],
      '-12.5': ['-12.5', '-1.25e1', '-012.50'],
      '1200': ['1200', '1.2e3', '12E+2'],
      '0.0012': ['.0012', '12e-4', '0.00120'],
    }
    for (const [plain, all] of Object.entries(spellings))
      for (const N of all) expect(keyText({ N })).toBe(plain)
    for (const N of ['', '.', 'x', '1e', '1e99999', '1 ']) expect(() => keyText({ N })).toThrow()
    expect(keyText({ B: new Uint8Array([1, 2]) })).toBe('AQI=')
    expect(() => keyText({ BOOL: true })).toThrow()
  })
  it('a key condition names the partition key once', () => {
    const values = { ':v': { S: 'x' }, ':w': { S: 'y' } }
    for (const KeyConditionExpression of [
      'pk = :v AND pk = :w',
      'pk > :v',
      'sk = :v',
      'pk = :u',
      'pk.a = :v',
      ':v = pk = :w',
      '',
    ]) {
      expect(
        () => leadingKeys([{ KeyConditionExpression, ExpressionAttributeValues: values }], 'pk'),
        KeyConditionExpression,
      ).toThrow()
    }
    expect(
      leadingKeys([{ KeyConditionExpression: ':v = pk', ExpressionAttributeValues: values }], 'pk'),
    ).toEqual(['x'])
  })
})

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

describe('the embedded DynamoDB', () => {
  it('keeps its tables when it is started again', async () => {
    await world.dynamodb.close()
    const get = new GetItemCommand({ TableName: 'orders', Key: item('alice') })
    expect(await send(get, allow('*', '*'))).toMatchObject({ Item: { pk: { S: 'alice' } } })
  })
})
