// The pod of ServiceAccount frontend: shows an order, and is refused when it tries to change one.
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb'
import { settings, step, whoAmI } from './steps.mjs'

const TableName = 'shop-orders'
const id = { S: 'order-1' }
const dynamodb = new DynamoDBClient(settings)

await whoAmI()
await step(
  'show an order',
  'dynamodb:GetItem',
  dynamodb,
  new GetItemCommand({ TableName, Key: { id } }),
  ({ Item }) => (Item ? `${Item.count?.N} × ${Item.item?.S}` : 'no such order'),
)
await step(
  'change an order',
  'dynamodb:PutItem',
  dynamodb,
  new PutItemCommand({ TableName, Item: { id, count: { N: '200' } } }),
  () => 'changed',
)
