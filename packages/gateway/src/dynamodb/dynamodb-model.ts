import * as dynamodb from '@aws-sdk/client-dynamodb'
import { type OperationSchema, serviceModel } from '@rolecall/aws-protocol'

/** Operations in a module of schemas: static schemas begin with a number that tells their kind. */
const operationKind = 9

const operations = (Object.values(dynamodb) as unknown[]).filter(
  (one): one is OperationSchema => Array.isArray(one) && one[0] === operationKind,
)

/** Every operation of DynamoDB, as AWS's own model has it. */
export const dynamodbModel = serviceModel({
  name: 'dynamodb',
  protocol: 'json-1.0',
  targetPrefix: 'DynamoDB_20120810',
  operations,
})
