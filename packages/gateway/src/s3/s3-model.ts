import * as s3 from '@aws-sdk/client-s3'
import { type OperationSchema, serviceModel } from '@rolecall/aws-protocol'

/** Operations in a module of schemas: static schemas begin with a number that tells their kind. */
const operationKind = 9

const operations = (Object.values(s3) as unknown[]).filter(
  (one): one is OperationSchema => Array.isArray(one) && one[0] === operationKind,
)

/** Every operation of S3, as AWS's own model has it. */
export const s3Model = serviceModel({
  name: 's3',
  protocol: 'rest-xml',
  namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
  operations,
})
