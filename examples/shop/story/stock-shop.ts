import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { fromIni } from '@aws-sdk/credential-providers'
import type { Server } from './serve.ts'

const TableName = 'shop-orders'
const Bucket = 'shop-reports'
const reports = { '2026-10.csv': 'month,orders\n2026-10,117\n', '2026-11.csv': 'month,orders\n2026-11,131\n' }

/** What the shop has before its pods run: a table of orders, and a bucket with two reports. */
export async function stockShop({ url, environment }: Server): Promise<void> {
  const filepath = environment['AWS_SHARED_CREDENTIALS_FILE'] ?? ''
  const settings = {
    endpoint: url,
    region: 'us-east-1',
    credentials: fromIni({ filepath, profile: 'rolecall' }),
  }
  const s3 = new S3Client({ ...settings, forcePathStyle: true })
  await unlessThere('BucketAlreadyOwnedByYou', s3.send(new CreateBucketCommand({ Bucket })))
  for (const [Key, Body] of Object.entries(reports))
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }))
  const dynamodb = new DynamoDBClient(settings)
  const table = new CreateTableCommand({
    TableName,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  })
  await unlessThere('ResourceInUseException', dynamodb.send(table))
  await waitUntilTableExists({ client: dynamodb, maxWaitTime: 30, minDelay: 1 }, { TableName })
  const order = { id: { S: 'order-0' }, item: { S: 'coffee' }, count: { N: '1' } }
  await dynamodb.send(new PutItemCommand({ TableName, Item: order }))
}

async function unlessThere(code: string, call: Promise<unknown>): Promise<void> {
  await call.catch((error: Error) => {
    if (error.name !== code) throw error
  })
}
