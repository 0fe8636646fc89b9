import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rawRequest, sendRaw } from './raw-request.ts'
import { allow, deny, startWorld, type World } from './start-world.ts'

let world: World
const Bucket = 'shop-reports'
const arn = (key: string) => `arn:aws:s3:::${Bucket}/${key}`
const put = (Key: string, more: object = {}) =>
  world.s3As(world.admin).send(new PutObjectCommand({ Bucket, Key, Body: `the body of ${Key}`, ...more }))

beforeAll(async () => {
  world = await startWorld()
  await world.s3As(world.admin).send(new CreateBucketCommand({ Bucket }))
})
afterAll(() => world.stop())

describe('the story', () => {
  it('reports may list and read, and not delete the bucket', async () => {
    await put('2026/one.csv')
    const reports = world.allowed(
      allow('s3:ListBucket', `arn:aws:s3:::${Bucket}`),
      allow('s3:GetObject', arn('*')),
    )
    const listed = await reports.send(new ListObjectsV2Command({ Bucket, Prefix: '2026/' }))
    expect(listed.Contents?.map(({ Key }) => Key)).toEqual(['2026/one.csv'])
    const got = await reports.send(new GetObjectCommand({ Bucket, Key: '2026/one.csv' }))
    expect(await got.Body?.transformToString()).toBe('the body of 2026/one.csv')
    await expect(reports.send(new DeleteBucketCommand({ Bucket }))).rejects.toThrow(
      `is not authorized to perform: s3:DeleteBucket on resource: "arn:aws:s3:::${Bucket}" because no identity-based policy allows the s3:DeleteBucket action`,
    )
  })
})

describe('conditions', () => {
  it('on the prefix of a list', async () => {
    const one = world.allowed(allow('s3:ListBucket', '*', { StringLike: { 's3:prefix': '2026/*' } }))
    await one.send(new ListObjectsV2Command({ Bucket, Prefix: '2026/' }))
    await expect(one.send(new ListObjectsV2Command({ Bucket, Prefix: '2025/' }))).rejects.toThrow(
      'not authorized',
    )
    await expect(one.send(new ListObjectsV2Command({ Bucket }))).rejects.toThrow('not authorized')
  })
  it('on tags and encryption of what is written', async () => {
    const one = world.allowed(
      allow(['s3:PutObject', 's3:PutObjectTagging'], '*'),
      deny('s3:PutObject', '*', { StringNotEquals: { 's3:RequestObjectTag/of': 'shop' } }),
    )
    const command = (Tagging?: string) =>
      new PutObjectCommand({ Bucket, Key: 'tagged', Body: 'x', ...(Tagging ? { Tagging } : {}) })
    await one.send(command('of=shop'))
    await expect(one.send(command('of=other'))).rejects.toThrow('explicit deny in an identity-based policy')
    await expect(one.send(command())).rejects.toThrow('explicit deny')
  })
  it('on tags that are set later', async () => {
    const tagging = (Value: string) =>
      new PutObjectTaggingCommand({ Bucket, Key: 'tagged', Tagging: { TagSet: [{ Key: 'of', Value }] } })
    const one = world.allowed(
      allow('s3:PutObjectTagging', '*', { StringEquals: { 's3:RequestObjectTag/of': 'shop' } }),
    )
    await one.send(tagging('shop'))
    await expect(one.send(tagging('other'))).rejects.toThrow('not authorized')
    const { TagSet } = await world
      .s3As(world.admin)
      .send(new GetObjectTaggingCommand({ Bucket, Key: 'tagged' }))
    expect(TagSet).toEqual([{ Key: 'of', Value: 'shop' }])
  })
  it('an unencrypted connection is seen', async () => {
    const one = world.allowed(
      allow('s3:*', '*'),
      deny('*', '*', { Bool: { 'aws:SecureTransport': 'false' } }),
    )
    await expect(one.send(new ListObjectsV2Command({ Bucket }))).rejects.toThrow('explicit deny')
  })
})

describe('writing needs what it writes', () => {
  const cases: readonly (readonly [what: string, more: object, needs: string])[] = [
    ['an ACL', { ACL: 'public-read' }, 's3:PutObjectAcl'],
    ['a grant', { GrantRead: 'id=x' }, 's3:PutObjectAcl'],
    ['only what it knows', { IfMatch: '"etag"' }, 's3:GetObject'],
    ['tags', { Tagging: 'a=b' }, 's3:PutObjectTagging'],
    ['a legal hold', { ObjectLockLegalHoldStatus: 'ON' }, 's3:PutObjectLegalHold'],
    [
      'a retention',
      { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: new Date() },
      's3:PutObjectRetention',
    ],
  ]
  for (const [what, more, needs] of cases) {
    it(what, async () => {
      const command = () => new PutObjectCommand({ Bucket, Key: 'new', Body: 'x', ...more })
      await expect(world.allowed(allow('s3:PutObject', '*')).send(command())).rejects.toThrow(
        `perform: ${needs} on`,
      )
      const done = world.allowed(allow(['s3:PutObject', needs], '*')).send(command())
      if (!('IfMatch' in more)) await done
      else await expect(done).rejects.toMatchObject({ name: 'PreconditionFailed' })
    })
  }
})

describe('CopyObject', () => {
  it('needs the source and the destination, and copies', async () => {
    await put('from', { ContentType: 'text/csv', Metadata: { of: 'shop' } })
    const copy = () => new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` })
    const source = allow('s3:GetObject', arn('from'))
    const destination = allow('s3:PutObject', arn('to'))
    await expect(world.allowed(source).send(copy())).rejects.toThrow('perform: s3:PutObject')
    await expect(world.allowed(destination).send(copy())).rejects.toThrow('perform: s3:GetObject')
    await world.allowed(source, destination).send(copy())
    const head = await world.s3As(world.admin).send(new HeadObjectCommand({ Bucket, Key: 'to' }))
    expect([head.ContentType, head.Metadata]).toEqual(['text/csv', { of: 'shop' }])
  })
})

describe('DeleteObjects', () => {
  it('asks for each key, deletes the allowed ones and says so of the others', async () => {
    for (const key of ['d/1', 'd/2', 'e/1', 'a&b <c>']) await put(key)
    const one = world.allowed(
      allow('s3:DeleteObject', [arn('d/*'), arn('a&b <c>')]),
      deny('s3:DeleteObject', arn('d/2')),
    )
    const Objects = ['d/1', 'd/2', 'e/1', 'a&b <c>'].map((Key) => ({ Key }))
    world.records.length = 0
    const { Deleted, Errors } = await one.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))
    expect(Deleted?.map(({ Key }) => Key)).toEqual(['d/1', 'a&b <c>'])
    expect(Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([
      ['d/2', 'AccessDenied'],
      ['e/1', 'AccessDenied'],
    ])
    expect(Errors?.[0]?.Message).toContain('with an explicit deny in an identity-based policy')
    expect(world.records).toHaveLength(1)
    expect(world.records[0]).toMatchObject({ eventName: 'DeleteObjects', additional: { refusedItems: 2 } })
    expect(world.records[0]?.resources.map(({ ARN }) => ARN)).toEqual([
      ...Objects.map(({ Key }) => arn(Key)),
      `arn:aws:s3:::${Bucket}`,
    ])
    const quiet = await one.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'd/1' }, { Key: 'e/1' }], Quiet: true },
      }),
    )
    expect([quiet.Deleted, quiet.Errors?.length]).toEqual([undefined, 1])
  })

  const bodies: readonly (readonly [what: string, body: string])[] = [
    ['no XML', 'x'],
    ['no keys', '<Delete/>'],
    ['an empty key', '<Delete><Object><Key></Key></Object></Delete>'],
    ['a key twice in one', '<Delete><Object><Key>d/1</Key><Key>e/1</Key></Object></Delete>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY k "e/1">]><Delete><Object><Key>&k;</Key></Object></Delete>'],
    ['an unknown entity', '<Delete><Object><Key>&k;</Key></Object></Delete>'],
    ['too many', `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`],
  ]
  for (const [what, body] of bodies) {
    it(`is refused with ${what}`, async () => {
      const answer = await rawRequest(world, {
        as: world.admin,
        method: 'POST',
        path: `/${Bucket}`,
        query: 'delete',
        body,
      })
      expect(answer.code).toBe('MalformedXML')
    })
  }
})

describe('uploads in parts', () => {
  const created = async (Key: string) => {
    const { UploadId } = await world
      .s3As(world.admin)
      .send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType: 'text/plain' }))
    return { Bucket, Key, UploadId }
  }
  it('come together in order', async () => {
    const client = world.s3As(world.admin)
    const upload = await created('parts')
    const Parts = []
    for (const [at, Body] of ['one ', 'two ', 'three'].entries()) {
      const { ETag } = await client.send(new UploadPartCommand({ ...upload, PartNumber: at + 1, Body }))
      Parts.push({ PartNumber: at + 1, ETag })
    }
    expect((await client.send(new ListPartsCommand(upload))).Parts).toHaveLength(3)
    await put('from')
    const { CopyPartResult } = await client.send(
      new UploadPartCopyCommand({
        ...upload,
        PartNumber: 4,
        CopySource: `${Bucket}/from`,
        CopySourceRange: 'bytes=0-2',
      }),
    )
    Parts.push({ PartNumber: 4, ETag: CopyPartResult?.ETag })
    const { ETag } = await client.send(
      new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }),
    )
    expect(ETag).toMatch(/^"[0-9a-f]{32}-4"$/)
    const got = await client.send(new GetObjectCommand({ Bucket, Key: 'parts', Range: 'bytes=4-' }))
    expect(await got.Body?.transformToString()).toBe('two threethe')
    expect(got.ContentRange).toBe('bytes 4-15/16')
  })
  it('belong to one key, and end when they are aborted', async () => {
    const client = world.s3As(world.admin)
    const upload = await created('mine')
    await expect(
      client.send(new UploadPartCommand({ ...upload, Key: 'yours', PartNumber: 1, Body: 'x' })),
    ).rejects.toThrow('upload does not exist')
    await client.send(new AbortMultipartUploadCommand(upload))
    await expect(client.send(new UploadPartCommand({ ...upload, PartNumber: 1, Body: 'x' }))).rejects.toThrow(
      'upload does not exist',
    )
  })
  it('with a part that is a path are refused', async () => {
    const { UploadId } = await created('mine')
    const body =
      '<CompleteMultipartUpload><Part><PartNumber>../../x</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>'
    const answer = await rawRequest(world, {
      as: world.admin,
      method: 'POST',
      path: `/${Bucket}/mine`,
      query: `uploadId=${UploadId}`,
      body,
    })
    expect(answer.code).toBe('MalformedXML')
  })
})

it('an empty answer to nobody', async () => {
  expect((await sendRaw(world.port, 'GET', `/${Bucket}/from`, {}, '')).code).toBe('AccessDenied')
})
