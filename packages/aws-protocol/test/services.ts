import * as cloudtrail from '@aws-sdk/client-cloudtrail'
import * as dynamodb from '@aws-sdk/client-dynamodb'
import * as eks from '@aws-sdk/client-eks'
import * as iam from '@aws-sdk/client-iam'
import * as s3 from '@aws-sdk/client-s3'
import * as sts from '@aws-sdk/client-sts'
import { type OperationSchema, type ServiceModel, serviceModel } from '@rolecall/aws-protocol'

export interface TestedService {
  /** What the client package exports. */
  readonly sdk: Readonly<Record<string, unknown>>
  readonly client: string
  readonly model: ServiceModel
}

function operationsOf(sdk: object): OperationSchema[] {
  return Object.values(sdk).filter(
    (value): value is OperationSchema => Array.isArray(value) && value[0] === 9,
  )
}

/** The services we know, read whole: every operation of a client package, not only those we serve. */
export const services: Readonly<Record<string, TestedService>> = {
  iam: {
    sdk: iam,
    client: 'IAMClient',
    model: serviceModel({
      name: 'iam',
      protocol: 'query',
      namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
      version: '2010-05-08',
      operations: operationsOf(iam),
    }),
  },
  sts: {
    sdk: sts,
    client: 'STSClient',
    model: serviceModel({
      name: 'sts',
      protocol: 'query',
      namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
      version: '2011-06-15',
      operations: operationsOf(sts),
    }),
  },
  eks: {
    sdk: eks,
    client: 'EKSClient',
    model: serviceModel({ name: 'eks', protocol: 'rest-json', operations: operationsOf(eks) }),
  },
  cloudtrail: {
    sdk: cloudtrail,
    client: 'CloudTrailClient',
    model: serviceModel({
      name: 'cloudtrail',
      protocol: 'json-1.1',
      targetPrefix: 'CloudTrail_20131101',
      operations: operationsOf(cloudtrail),
    }),
  },
  dynamodb: {
    sdk: dynamodb,
    client: 'DynamoDBClient',
    model: serviceModel({
      name: 'dynamodb',
      protocol: 'json-1.0',
      targetPrefix: 'DynamoDB_20120810',
      operations: operationsOf(dynamodb),
    }),
  },
  s3: {
    sdk: s3,
    client: 'S3Client',
    model: serviceModel({
      name: 's3',
      protocol: 'rest-xml',
      namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
      operations: operationsOf(s3),
    }),
  },
}
