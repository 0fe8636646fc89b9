import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { item, startTables, type Tables, tableArn } from './start-tables.ts'
import { account, allow, deny, region } from './start-world.ts'

let tables: Tables
beforeAll(async () => {
  tables = await startTables()
})
afterAll(() => tables.world.stop())
const send: Tables['send'] = (...all) => tables.send(...all)
const refused: Tables['refused'] = (...all) => tables.refused(...all)

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

describe('the embedded DynamoDB', () => {
  it('keeps its tables when it is started again', async () => {
    await tables.world.dynamodb.close()
    const get = new GetItemCommand({ TableName: 'orders', Key: item('alice') })
    expect(await send(get, allow('*', '*'))).toMatchObject({ Item: { pk: { S: 'alice' } } })
  })
})
