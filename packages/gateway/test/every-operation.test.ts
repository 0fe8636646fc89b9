import * as dynamodb from '@aws-sdk/client-dynamodb'
import * as s3 from '@aws-sdk/client-s3'
import { NormalizedSchema } from '@smithy/core/schema'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { dynamodbActions } from '../src/dynamodb/dynamodb-actions.data.ts'
import { dynamodbModel } from '../src/dynamodb/dynamodb-model.ts'
import { s3Actions } from '../src/s3/s3-actions.data.ts'
import { s3Model } from '../src/s3/s3-model.ts'
import { fakeBackend } from './fake-backend.ts'
import { account, allow, region, startWorld, type World } from './start-world.ts'

const tableArn = `arn:aws:dynamodb:${region}:${account}:table/orders`
const key = { id: { S: 'a' } }

/** What operations need in their input beyond a bucket and a key, or a table. */
const s3Inputs: Record<string, object> = {
  AbortMultipartUpload: { UploadId: 'u' },
  CompleteMultipartUpload: { UploadId: 'u', MultipartUpload: { Parts: [{ PartNumber: 1, ETag: '"e"' }] } },
  CopyObject: { CopySource: 'other/source' },
  CreateBucket: {},
  DeleteObjects: { Delete: { Objects: [{ Key: 'a/b' }] } },
  GetObjectAttributes: { ObjectAttributes: ['ETag'] },
  ListParts: { UploadId: 'u' },
  PutBucketAcl: { ACL: 'private' },
  PutObject: { Body: 'x' },
  PutObjectAcl: { ACL: 'private' },
  PutBucketPolicy: { Policy: '{}' },
  PutBucketTagging: { Tagging: { TagSet: [] } },
  PutObjectTagging: { Tagging: { TagSet: [] } },
  RenameObject: { RenameSource: 'other' },
  SelectObjectContent: {
    Expression: 'x',
    ExpressionType: 'SQL',
    InputSerialization: { CSV: {} },
    OutputSerialization: { CSV: {} },
  },
  UploadPart: { UploadId: 'u', PartNumber: 1, Body: 'x' },
  UploadPartCopy: { UploadId: 'u', PartNumber: 1, CopySource: 'other/source' },
}
const dynamodbInputs: Record<string, object> = {
  BatchGetItem: { RequestItems: { orders: { Keys: [key] } } },
  BatchWriteItem: { RequestItems: { orders: [{ PutRequest: { Item: key } }] } },
  CreateBackup: { BackupName: 'one' },
  PutResourcePolicy: { Policy: '{}' },
  TagResource: { Tags: [] },
  UntagResource: { TagKeys: [] },
  UpdateContinuousBackups: { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
  UpdateContributorInsights: { ContributorInsightsAction: 'ENABLE' },
  UpdateTimeToLive: { TimeToLiveSpecification: { Enabled: true, AttributeName: 'at' } },
  Query: { KeyConditionExpression: 'id = :v', ExpressionAttributeValues: { ':v': { S: 'a' } } },
  TransactGetItems: { TransactItems: [{ Get: { TableName: 'orders', Key: key } }] },
  TransactWriteItems: { TransactItems: [{ Put: { TableName: 'orders', Item: key } }] },
}
/** Actions that are not named like their operation. */
const transacted: Record<string, string> = {
  TransactGetItems: 'dynamodb:GetItem',
  TransactWriteItems: 'dynamodb:PutItem',
}

const describeTable = JSON.stringify({ Table: { KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }] } })

let world: World
let backend: Awaited<ReturnType<typeof fakeBackend>>
beforeAll(async () => {
  backend = await fakeBackend(({ headers }) =>
    String(headers['x-amz-target']).endsWith('.DescribeTable') ? { body: describeTable } : {},
  )
  world = await startWorld({ backends: { s3: backend.backend, dynamodb: backend.backend } })
})
afterAll(async () => {
  await world.stop()
  await backend.stop()
})
beforeEach(() => {
  backend.seen.length = 0
  world.records.length = 0
})

type Client = { send(command: never): Promise<unknown> }
type Commands = Record<string, new (input: object) => never>

async function outcome(client: Client, module: unknown, name: string, input: object) {
  const command = new (module as Commands)[`${name}Command`]!(input)
  try {
    await client.send(command)
    return { code: undefined, message: '' }
  } catch (error) {
    const { name: code, message } = error as Error
    return { code, message }
  }
}

const forwarded = () =>
  backend.seen.filter(({ headers }) => !String(headers['x-amz-target']).endsWith('.DescribeTable'))
const refusals = new Set(['AccessDenied', 'AccessDeniedException', 'Forbidden', '403'])

describe('the tables and the models agree', () => {
  it('for S3', () => expect(Object.keys(s3Actions).sort()).toEqual([...s3Model.operations.keys()].sort()))
  it('for DynamoDB', () =>
    expect(Object.keys(dynamodbActions).sort()).toEqual([...dynamodbModel.operations.keys()].sort()))
})

describe('each operation of S3', () => {
  for (const [name, row] of Object.entries(s3Actions)) {
    const input = {
      Bucket: 'shop-reports',
      Key: 'a/b',
      Id: 'one',
      AnnotationName: 'one',
      ...s3Inputs[name],
    }
    if (row.unmapped !== undefined) {
      it(`${name} is denied to everyone`, async () => {
        await outcome(world.s3As(world.admin), s3, name, input)
        expect(backend.seen).toEqual([])
      })
      continue
    }
    const resource = {
      account: '*',
      bucket: 'arn:aws:s3:::shop-reports',
      object: 'arn:aws:s3:::shop-reports/a/b',
    }
    const own = (name === 'DeleteObjects' ? ['s3:DeleteObject'] : (row.needs ?? [])).map((action) =>
      allow(action, name === 'DeleteObjects' ? resource.object : resource[row.on!]),
    )
    const needs = [...(row.copies ? [allow('s3:GetObject', 'arn:aws:s3:::other/source')] : []), ...own]

    it(`${name} needs ${needs.map(({ Action }) => Action).join(' and ')}`, async () => {
      const done = await outcome(world.allowed(...needs), s3, name, input)
      if (row.unenforced !== undefined) expect(done.code).toBe('NotImplemented')
      else {
        expect(done.code === undefined || !refusals.has(done.code), done.message).toBe(true)
        expect(forwarded()).toHaveLength(1)
        expect(forwarded()[0]!.headers['authorization']).toContain('Credential=BACKENDKEY/')
      }
      expect(world.records[0]).toMatchObject({ eventName: row.event ?? name })
    })

    for (const [at, missing] of needs.entries()) {
      it(`${name} is denied without ${missing['Action']}`, async () => {
        const client = world.allowed(...needs.filter((_, place) => place !== at))
        const done = await outcome(client, s3, name, input)
        expect(forwarded()).toEqual([])
        expect(world.records.at(-1)).toMatchObject({ errorCode: 'AccessDenied' })
        if (name.startsWith('Head') || name === 'DeleteObjects') return
        expect(done.code).toBe('AccessDenied')
        expect(done.message).toContain(
          `is not authorized to perform: ${missing['Action']} on resource: "${missing['Resource']}" because no identity-based policy allows the ${missing['Action']} action`,
        )
      })
    }
  }
})

describe('each operation of DynamoDB', () => {
  for (const [name, row] of Object.entries(dynamodbActions)) {
    const arn = row.on === 'arn' ? { [row.member!]: tableArn } : {}
    const named = row.on === 'table' || row.on === 'index' ? { TableName: 'orders', Key: key, Item: key } : {}
    const known = new Set(Object.keys(dynamodbInputs[name] ?? {}))
    const shape = NormalizedSchema.of(dynamodbModel.operations.get(name)!.schema[4])
    const members = new Set([...shape.structIterator()].map(([member]) => member))
    const input = Object.fromEntries(
      Object.entries({ ...named, ...arn, ...dynamodbInputs[name] }).filter(
        ([member]) => known.has(member) || members.has(member),
      ),
    )
    if (row.unmapped !== undefined) {
      it(`${name} is denied to everyone`, async () => {
        const done = await outcome(world.dynamodbAs(world.admin), dynamodb, name, { TableName: 'orders' })
        expect(done.code, done.message).toBe('AccessDeniedException')
        expect(backend.seen).toEqual([])
      })
      continue
    }
    const action = transacted[name] ?? `dynamodb:${name}`
    const resource = row.on === 'account' ? '*' : tableArn

    it(`${name} needs ${action}`, async () => {
      const done = await outcome(
        world.dynamodbAs(world.user([allow(action, resource)])),
        dynamodb,
        name,
        input,
      )
      if (row.unenforced !== undefined) expect(done.message).toContain('not enforced')
      else {
        expect(done.code === undefined || !refusals.has(done.code), done.message).toBe(true)
        expect(backend.seen.at(-1)?.headers['x-amz-target']).toBe(`DynamoDB_20120810.${name}`)
      }
      expect(world.records[0]).toMatchObject({ eventName: name })
    })

    it(`${name} is denied on another table`, async () => {
      const other = row.on === 'account' ? 'arn:aws:s3:::x' : tableArn.replace('orders', 'others')
      const client = world.dynamodbAs(world.user([allow(['dynamodb:*'], other)]))
      const done = await outcome(client, dynamodb, name, input)
      expect(done.code).toBe('AccessDeniedException')
      expect(done.message).toContain(`not authorized to perform: ${action} on resource: ${resource} because`)
      expect(forwarded()).toEqual([])
    })
  }
})
