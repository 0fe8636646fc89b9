// The pod of ServiceAccount batch: books an order, and then tries what it has no business to do.
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { DeleteBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { settings, step, whoAmI } from './steps.mjs'

const TableName = 'shop-orders'
const Bucket = 'shop-reports'
const dynamodb = new DynamoDBClient(settings)
const s3 = new S3Client({ ...settings, forcePathStyle: true })
const order = { id: { S: 'order-1' }, item: { S: 'tea' }, count: { N: '2' } }

await whoAmI()
await step(
  'book an order',
  'dynamodb:PutItem',
  dynamodb,
  new PutItemCommand({ TableName, Item: order }),
  () => order.id.S,
)
await step(
  'delete the bucket of reports',
  's3:DeleteBucket',
  s3,
  new DeleteBucketCommand({ Bucket }),
  () => 'the bucket is gone',
)
