import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { rawRequest } from './raw-request.ts'
import { allow, type Known, startWorld, type World } from './start-world.ts'

let world: World
let backend: Awaited<ReturnType<typeof fakeBackend>>
let public_: Known
beforeAll(async () => {
  backend = await fakeBackend()
  world = await startWorld({ backends: { s3: backend.backend, dynamodb: backend.backend } })
  public_ = world.user([allow('s3:*', ['arn:aws:s3:::shop', 'arn:aws:s3:::shop/public/*'])])
})
afterAll(async () => {
  await world.stop()
  await backend.stop()
})
beforeEach(() => {
  backend.seen.length = 0
})

/** What is asked for, by someone who may do everything below `shop/public/`; `reaches` is all the backend gets. */
const cases: readonly {
  readonly name: string
  readonly path: string
  readonly query?: string
  readonly method?: string
  readonly headers?: Record<string, string | string[]>
  readonly reaches?: string
  readonly code?: string
}[] = [
  { name: 'an object', path: '/shop/public/a', reaches: '/shop/public/a' },
  { name: 'a folder', path: '/shop/public/', reaches: '/shop/public/' },
  { name: 'an encoded slash is a slash', path: '/shop/public%2Fa', reaches: '/shop/public/a' },
  {
    name: 'an encoded slash leaves the folder no more than a slash',
    path: '/shop/secret%2Fa',
    code: 'AccessDenied',
  },
  { name: 'dots above the folder', path: '/shop/public/../secret', code: 'InvalidArgument' },
  { name: 'encoded dots', path: '/shop/public/%2e%2e/secret', code: 'InvalidArgument' },
  { name: 'half-encoded dots and slash', path: '/shop/public/.%2e%2fsecret', code: 'InvalidArgument' },
  { name: 'dots above the bucket', path: '/shop/public/../../other/a', code: 'InvalidArgument' },
  { name: 'dots as bucket', path: '/../other/a', code: 'InvalidBucketName' },
  { name: 'a dot in the path', path: '/shop/./public/a', code: 'InvalidArgument' },
  { name: 'two slashes', path: '/shop/public//a', code: 'InvalidArgument' },
  { name: 'two slashes before the key', path: '/shop//public/a', code: 'InvalidArgument' },
  { name: 'two slashes before the bucket', path: '//shop/public/a', code: 'InvalidBucketName' },
  { name: 'a bucket with a slash in it', path: '/shop%2Fpublic/a', code: 'InvalidBucketName' },
  {
    name: 'double encoding is a name',
    path: '/shop/public/%252e%252e/a',
    reaches: '/shop/public/%252e%252e/a',
  },
  { name: 'a null byte', path: '/shop/public/a%00b', code: 'InvalidArgument' },
  { name: 'a line feed', path: '/shop/public/a%0Ab', reaches: '/shop/public/a%0Ab' },
  { name: 'a plus is a plus', path: '/shop/public/a+b', reaches: '/shop/public/a%2Bb' },
  { name: 'a backslash is a name', path: '/shop/public/%5C..%5C', reaches: '/shop/public/%5C..%5C' },
  { name: 'unicode', path: '/shop/public/%C3%BC%E2%82%AC', reaches: '/shop/public/%C3%BC%E2%82%AC' },
  { name: 'overlong UTF-8', path: '/shop/public/%C0%AE%C0%AE/a', code: 'InvalidURI' },
  { name: 'half an escape', path: '/shop/public/%2', code: 'InvalidURI' },
  { name: 'capitals in the bucket', path: '/Shop/public/a', code: 'InvalidBucketName' },
  { name: 'an ARN as bucket', path: '/arn:aws:s3:::shop/public/a', code: 'InvalidBucketName' },
  { name: 'another bucket', path: '/other/public/a', code: 'AccessDenied' },
  { name: 'a longer bucket', path: '/shop2/public/a', code: 'AccessDenied' },
  { name: 'an unknown sub-resource', path: '/shop/public/a', query: 'cors', code: 'AccessDenied' },
  { name: 'two sub-resources', path: '/shop/public/a', query: 'acl&tagging', code: 'AccessDenied' },
  {
    name: 'a sub-resource with a value goes without',
    path: '/shop/public/a',
    query: 'acl=x',
    reaches: '/shop/public/a?acl',
  },
  { name: 'a sub-resource twice', path: '/shop/public/a', query: 'acl&acl', code: 'InvalidArgument' },
  {
    name: 'a version twice',
    path: '/shop/public/a',
    query: 'versionId=1&versionId=2',
    code: 'InvalidArgument',
  },
  {
    name: 'an encoded sub-resource is one',
    path: '/shop/public/a',
    query: '%61cl',
    reaches: '/shop/public/a?acl',
  },
  { name: 'a sub-resource in capitals', path: '/shop/public/a', query: 'ACL', code: 'AccessDenied' },
  { name: 'list type 3', path: '/shop', query: 'list-type=3', code: 'AccessDenied' },
  {
    name: 'x-id of another operation',
    path: '/shop/public/a',
    query: 'x-id=PutObject',
    code: 'AccessDenied',
  },
  {
    name: 'x-id of its own ends here',
    path: '/shop/public/a',
    query: 'x-id=GetObject',
    reaches: '/shop/public/a',
  },
  {
    name: 'a header in the query',
    method: 'PUT',
    path: '/shop/public/a',
    query: 'x-amz-copy-source=%2Fother%2Fsecret',
    code: 'InvalidArgument',
  },
  {
    name: 'an upload that is a path',
    method: 'PUT',
    path: '/shop/public/a',
    query: 'partNumber=1&uploadId=..%2F..%2Fother',
    code: 'InvalidArgument',
  },
  {
    name: 'a part that is a path',
    method: 'PUT',
    path: '/shop/public/a',
    query: 'partNumber=..%2Fkey&uploadId=u',
    code: 'InvalidArgument',
  },
  {
    name: 'a part without its upload',
    method: 'PUT',
    path: '/shop/public/a',
    query: 'partNumber=1',
    code: 'AccessDenied',
  },
  { name: 'a form upload', method: 'POST', path: '/shop', code: 'AccessDenied' },
  { name: 'a method of its own', method: 'PATCH', path: '/shop/public/a', code: 'AccessDenied' },
  { name: 'OPTIONS', method: 'OPTIONS', path: '/shop/public/a', code: 'AccessDenied' },
  {
    name: 'a method override ends here',
    path: '/shop/public/a',
    headers: {
      'x-http-method-override': 'DELETE',
      'x-forwarded-host': 'other',
      'x-original-url': '/other/a',
    },
    reaches: '/shop/public/a',
  },
  {
    name: 'a header of another operation',
    path: '/shop/public/a',
    headers: { 'x-amz-copy-source': '/other/secret' },
    code: 'InvalidArgument',
  },
  {
    name: 'a target of another service',
    path: '/shop/public/a',
    headers: { 'x-amz-target': 'DynamoDB_20120810.DeleteTable' },
    code: 'InvalidArgument',
  },
  {
    name: 'the bucket in the host',
    path: '/public/a',
    headers: { host: 'shop.s3.eu-west-1.example.com' },
    reaches: '/shop/public/a',
  },
  {
    name: 'the host decides, not the path',
    path: '/shop/public/a',
    headers: { host: 'other.s3.eu-west-1.example.com' },
    code: 'AccessDenied',
  },
  {
    name: 'a host that is two',
    path: '/public/a',
    headers: { host: 'shop.s3.other.s3.example.com' },
    code: 'InvalidURI',
  },
  {
    name: 'dots in the host',
    path: '/public/a',
    headers: { host: '..s3.example.com' },
    code: 'InvalidBucketName',
  },
  {
    name: 'an endpoint of AWS with other rules',
    path: '/shop/public/a',
    headers: { host: 'shop.s3-website-eu-west-1.amazonaws.com' },
    code: 'InvalidURI',
  },
]

describe('a path means one object, and the backend is asked for that one', () => {
  for (const { name, path, query = '', method = 'GET', headers = {}, reaches, code } of cases) {
    it(name, async () => {
      const answer = await rawRequest(world, { as: public_, method, path, query, headers })
      expect(answer.code).toBe(code)
      expect(backend.seen.map(({ url }) => url)).toEqual(reaches === undefined ? [] : [reaches])
      expect(backend.seen[0]?.headers['x-http-method-override']).toBeUndefined()
    })
  }

  it('an absolute target', async () => {
    const answer = await rawRequest(world, { as: public_, path: 'http://other/shop/public/a' })
    expect(answer.status).toBe(400)
    expect(backend.seen).toEqual([])
  })
})

const copies: readonly {
  readonly source: string | string[]
  readonly reaches?: string
  readonly code?: string
}[] = [
  { source: 'shop/public/a', reaches: '/shop/public/a' },
  { source: '/shop/public/a', reaches: '/shop/public/a' },
  { source: 'shop/public/a%20b', reaches: '/shop/public/a%20b' },
  { source: 'shop/public/a b', reaches: '/shop/public/a%20b' },
  { source: 'shop/public/a%2Bb', reaches: '/shop/public/a%2Bb' },
  { source: 'shop/public/a+b', code: 'InvalidArgument' },
  { source: 'shop%2Fpublic%2Fa', code: 'InvalidBucketName' },
  { source: 'shop/public/a%3FversionId=1', reaches: '/shop/public/a%3FversionId%3D1' },
  { source: 'shop/public/a?versionId=1', reaches: '/shop/public/a?versionId=1' },
  { source: 'shop/public/a?versionId=1&x=2', code: 'InvalidArgument' },
  { source: 'shop/public/a?acl', code: 'InvalidArgument' },
  { source: 'shop/public/../secret', code: 'InvalidArgument' },
  { source: 'shop/secret', code: 'AccessDenied' },
  { source: 'other/public/a', code: 'AccessDenied' },
  { source: 'shop', code: 'InvalidArgument' },
  { source: '//shop/public/a', code: 'InvalidBucketName' },
  { source: 'arn:aws:s3:eu-west-1:111122223333:accesspoint/x/object/a', code: 'InvalidBucketName' },
  { source: 'http://other/shop/public/a', code: 'InvalidBucketName' },
  { source: ['shop/public/a', 'other/secret'], code: 'InvalidArgument' },
]

describe('a copy reads one object, and the backend is told that one', () => {
  for (const { source, reaches, code } of copies) {
    it(String(source), async () => {
      const headers = { 'x-amz-copy-source': source }
      const answer = await rawRequest(world, {
        as: public_,
        method: 'PUT',
        path: '/shop/public/new',
        headers,
      })
      expect(answer.code).toBe(code)
      expect(backend.seen.map((one) => one.headers['x-amz-copy-source'])).toEqual(
        reaches === undefined ? [] : [reaches],
      )
    })
  }
})

describe('a backend that takes keys as they are', () => {
  const keys = [
    '../a',
    'a/../b',
    './a',
    'a//b',
    '/a',
    'a/',
    'a/./b',
    '%2e%2e',
    'a+b',
    'a b',
    'ü€😀',
    "a'b(c)*!",
    'a\nb',
  ]
  let exact: World
  beforeAll(async () => {
    exact = await startWorld()
    await exact
      .s3As(exact.admin)
      .send(new PutObjectCommand({ Bucket: 'shop', Key: 'x', Body: 'x' }))
      .catch(() => {})
    await rawRequest(exact, { as: exact.admin, method: 'PUT', path: '/shop' })
  })
  afterAll(() => exact.stop())
  for (const key of keys) {
    it(`keeps ${JSON.stringify(key)} apart from all others`, async () => {
      const client = exact.s3As(exact.admin)
      await client.send(new PutObjectCommand({ Bucket: 'shop', Key: key, Body: `the body of ${key}` }))
      const { Body } = await client.send(new GetObjectCommand({ Bucket: 'shop', Key: key }))
      expect(await Body?.transformToString()).toBe(`the body of ${key}`)
      expect(exact.records.at(-1)?.resources[0]?.ARN).toBe(`arn:aws:s3:::shop/${key}`)
    })
  }
})
