import { CreateTableCommand, PutItemCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import { expect } from 'vitest'
import { account, region, startWorld } from './start-world.ts'

/** A gateway before the tables `orders` and `customers`; alice and bob have one order each. */
export async function startTables() {
  const world = await startWorld()
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
  type Command = Parameters<typeof client.send>[0]
  const send = (command: unknown, ...statements: Record<string, unknown>[]) =>
    world.dynamodbAs(world.user(statements)).send(command as Command)
  return {
    world,
    /** As somebody who has these statements. */
    send,
    refused: (command: unknown, ...statements: Record<string, unknown>[]) =>
      expect(send(command, ...statements)).rejects.toMatchObject({ name: 'AccessDeniedException' }),
  }
}

export const tableArn = (name: string) => `arn:aws:dynamodb:${region}:${account}:table/${name}`

/** Of either table. */
export function item(pk: string, sk = '1', more: object = {}) {
  return { pk: { S: pk }, sk: { N: sk }, ...more }
}

export type Tables = Awaited<ReturnType<typeof startTables>>
