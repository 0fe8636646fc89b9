import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import type { RecordedCall } from '../src/index.ts'
import { chunkedBody } from './chunked-body.ts'
import { type FakeAnswer, fakeBackend, type SeenRequest } from './fake-backend.ts'
import { rawRequest } from './raw-request.ts'
import { startWorld, type World } from './start-world.ts'

const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

async function start(
  answer?: (request: SeenRequest) => FakeAnswer,
  record?: (call: RecordedCall) => Promise<void>,
) {
  const backend = await fakeBackend(answer)
  const world = await startWorld({
    backends: { s3: backend.backend, dynamodb: backend.backend },
    ...(record ? { record } : {}),
  })
  stops.push(backend.stop, world.stop)
  return { backend, world }
}

const missing = {
  status: 404,
  body: '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
}
const read = (world: World) => rawRequest(world, { as: world.admin, path: '/shop/a' })
const write = (world: World) =>
  rawRequest(world, { as: world.admin, method: 'PUT', path: '/shop/a', body: 'x' })

describe('the record comes first', () => {
  it('a read is recorded once, with what the backend said', async () => {
    const { world } = await start(() => missing)
    expect((await read(world)).code).toBe('NoSuchKey')
    expect(world.records).toHaveLength(1)
    expect(world.records[0]?.additional).toBeUndefined()
    expect(world.records[0]).toMatchObject({
      eventSource: 's3.amazonaws.com',
      eventName: 'GetObject',
      readOnly: true,
      errorCode: 'NoSuchKey',
      errorMessage: 'The specified key does not exist.',
      requestParameters: { bucketName: 'shop', key: 'a' },
      resources: [
        { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::shop/a', accountId: '111122223333' },
        { type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::shop', accountId: '111122223333' },
      ],
      caller: { username: 'user1' },
    })
  })

  it('a write is recorded before the backend is asked, and again when it fails', async () => {
    let recorded = 0
    const { world } = await start(
      () => ({ ...missing, headers: { 'x-recorded': String(recorded) } }),
      async () => {
        await sleep(20)
        recorded++
      },
    )
    expect((await write(world)).headers['x-recorded']).toBe('1')
    expect(world.records.map(({ errorCode, additional }) => [errorCode, additional])).toEqual([
      [undefined, { intent: true }],
      ['NoSuchKey', undefined],
    ])
    expect(new Set(world.records.map(({ arrival }) => arrival.requestId)).size).toBe(1)
  })

  it('a write that is done is recorded once', async () => {
    const { world } = await start()
    expect((await write(world)).status).toBe(200)
    expect(world.records.map(({ additional }) => additional)).toEqual([{ intent: true }])
  })

  it('no answer without its record, and no write without its intent', async () => {
    const { world, backend } = await start(undefined, async () => {
      throw new Error('the disk is full')
    })
    expect((await read(world)).code).toBe('InternalError')
    expect(backend.seen).toHaveLength(1)
    expect((await write(world)).code).toBe('InternalError')
    expect(backend.seen).toHaveLength(1)
    const denied = await rawRequest(world, { as: world.user([]), path: '/shop/a' })
    expect([denied.code, denied.body.includes('disk')]).toEqual(['InternalError', false])
  })

  it('a refusal is recorded, and a request that means nothing is not', async () => {
    const { world } = await start()
    await rawRequest(world, { as: world.user([]), path: '/shop/a' })
    await rawRequest(world, { as: { ...world.admin, secretAccessKey: 'x' }, path: '/shop/a' })
    await rawRequest(world, { as: world.admin, path: '/shop/a', query: 'nothing' })
    expect(world.records.map(({ errorCode, caller }) => [errorCode, caller?.username])).toEqual([
      ['AccessDenied', 'user2'],
      ['SignatureDoesNotMatch', undefined],
    ])
  })

  it('a call on a bucket or a key that cannot be is one of its operation', async () => {
    const { world, backend } = await start()
    const as = world.admin
    const calls: readonly Parameters<typeof rawRequest>[1][] = [
      { as, method: 'PUT', path: '/bk' },
      { as, path: '/Bad_B', query: 'list-type=2' },
      { as, method: 'DELETE', path: '/shop%2Fpublic/a' },
      { as, method: 'PUT', path: '/shop/a/../b', body: 'x' },
      { as, path: `/shop/${'k'.repeat(1025)}` },
      { path: '/Bad_B/a' },
      { as: { ...as, secretAccessKey: 'x' }, path: '/Bad_B' },
      // These mean no operation.
      { as, path: '/Bad_B', query: 'nothing' },
      { as, method: 'PATCH', path: '/Bad_B' },
    ]
    const codes: unknown[] = []
    for (const call of calls) codes.push((await rawRequest(world, call)).code)
    const named = 'InvalidBucketName'
    expect(codes).toEqual([
      named,
      named,
      named,
      'InvalidArgument',
      'KeyTooLongError',
      named,
      'SignatureDoesNotMatch',
      named,
      named,
    ])
    const shop = [{ type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::shop', accountId: '111122223333' }]
    expect(
      world.records.map((one) => [
        one.eventName,
        one.readOnly,
        one.requestParameters?.['bucketName'],
        one.resources,
        one.errorCode,
        one.caller?.username,
      ]),
    ).toEqual([
      ['CreateBucket', false, 'bk', [], named, 'user1'],
      ['ListObjects', true, 'Bad_B', [], named, 'user1'],
      ['DeleteObject', false, 'shop/public', [], named, 'user1'],
      ['PutObject', false, 'shop', shop, 'InvalidArgument', 'user1'],
      ['GetObject', true, 'shop', shop, 'KeyTooLongError', 'user1'],
      ['GetObject', true, 'Bad_B', [], named, undefined],
      ['ListObjects', true, 'Bad_B', [], 'SignatureDoesNotMatch', undefined],
    ])
    expect(backend.seen).toEqual([])
  })

  it('secrets are not in it', async () => {
    const { world } = await start()
    const headers = { 'x-amz-server-side-encryption-customer-key': 'c2VjcmV0', 'x-amz-acl': 'private' }
    await rawRequest(world, { as: world.admin, method: 'PUT', path: '/shop/a', headers, body: 'x' })
    expect(world.records[0]?.requestParameters).toMatchObject({ 'x-amz-acl': 'private' })
    expect(JSON.stringify(world.records[0]?.requestParameters)).not.toContain('c2VjcmV0')
  })
})

describe('a backend that is not well', () => {
  it('is down', async () => {
    const { world, backend } = await start()
    await backend.stop()
    expect(await read(world)).toMatchObject({ status: 503, code: 'ServiceUnavailable' })
    expect(await write(world)).toMatchObject({ status: 503, code: 'ServiceUnavailable' })
    expect(world.records.map(({ errorCode }) => errorCode)).toEqual([
      'ServiceUnavailable',
      undefined,
      'ServiceUnavailable',
    ])
  })
  it('does not become ready', async () => {
    const world = await startWorld({
      backends: {
        s3: {
          endpoint: new URL('http://127.0.0.1:1'),
          credentials: 'unsigned',
          ready: () => Promise.reject(new Error('no')),
        },
      },
    })
    stops.push(world.stop)
    expect((await read(world)).code).toBe('ServiceUnavailable')
  })
  for (const code of ['InvalidAccessKeyId', 'SignatureDoesNotMatch', 'RequestTimeTooSkewed']) {
    it(`does not know the gateway: ${code}`, async () => {
      const { world } = await start(() => ({
        status: 403,
        body: `<Error><Code>${code}</Code><Message>m</Message></Error>`,
      }))
      expect((await read(world)).code).toBe('ServiceUnavailable')
      expect(world.logged).toContain('the backend refuses the gateway itself ')
    })
  }
  it('sends elsewhere', async () => {
    const { world } = await start(() => ({ status: 307, headers: { location: 'http://other/shop/a' } }))
    const answer = await read(world)
    expect([answer.code, answer.headers.location]).toEqual(['ServiceUnavailable', undefined])
  })
  it('says things about connections', async () => {
    const headers = {
      connection: 'x-hop',
      'x-hop': '1',
      'set-cookie': 'a=b',
      'x-amz-version-id': 'v',
      'x-amz-request-id': 'theirs',
    }
    const { world } = await start(() => ({ headers }))
    const answer = await read(world)
    expect(answer.headers).toMatchObject({
      'x-amz-version-id': 'v',
      'x-amz-request-id': world.records[0]?.arrival.requestId,
    })
    expect(answer.headers['x-hop'] ?? answer.headers['set-cookie']).toBeUndefined()
  })
})

describe('a client that goes away', () => {
  it('takes the upload with it', async () => {
    const { world, backend } = await start()
    const chunk = Buffer.alloc(1024 * 1024)
    const { headers, body } = chunkedBody(world, world.admin, '/shop/a', [chunk, chunk, chunk])
    const request = http.request({
      host: '127.0.0.1',
      port: world.port,
      method: 'PUT',
      path: '/shop/a',
      headers: { ...headers, 'content-length': body.length },
    })
    request.on('error', () => {})
    request.write(body.subarray(0, 2_500_000))
    await expect.poll(() => backend.begun()).toBe(1)
    request.destroy()
    await expect.poll(() => backend.seen.length).toBe(1)
    expect(backend.seen[0]?.complete).toBe(false)
    expect(world.records[0]).toMatchObject({ eventName: 'PutObject' })
  })
})

describe('whoever is refused does not fill the trail', () => {
  const sizeOf = ({ arrival: _, caller: __, ...record }: RecordedCall) => JSON.stringify(record).length
  const flood = Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [`x-amz-meta-${at}`, 'v'.repeat(1000)]),
  )

  it('with headers that the operation does not know, or with long ones', async () => {
    const { world } = await start()
    const key = 'k'.repeat(1024)
    await rawRequest(world, {
      path: `/shop/${key}`,
      headers: { ...flood, 'x-amz-request-payer': 'r'.repeat(900) },
    })
    const [record] = world.records
    expect(sizeOf(record!)).toBeLessThan(8192)
    expect(record?.errorCode).toBe('InvalidArgument')
    expect(Object.keys(record?.requestParameters ?? {})).toEqual([
      'bucketName',
      'Host',
      'key',
      'x-amz-request-payer',
    ])
    expect(record?.requestParameters?.['x-amz-request-payer']).toHaveLength(256)
  })

  it('with keys that JSON spells out', async () => {
    const { world } = await start()
    await rawRequest(world, { path: `/shop/${'%01'.repeat(1024)}` })
    await rawRequest(world, { path: `/shop/${'%01'.repeat(1024)}`, as: world.user([]) })
    expect(world.records.map(sizeOf).filter((size) => size > 8192)).toEqual([])
  })

  it('with many resources', async () => {
    const { world } = await start()
    const RequestItems = Object.fromEntries(
      Array.from({ length: 90 }, (_, at) => [`${'t'.repeat(200)}${at}`, { Keys: [{ a: { S: '1' } }] }]),
    )
    const refused = await rawRequest(world, {
      as: world.user([]),
      service: 'dynamodb',
      method: 'POST',
      path: '/',
      headers: { 'x-amz-target': 'DynamoDB_20120810.BatchGetItem' },
      body: JSON.stringify({ RequestItems }),
    })
    expect(refused.code).toBe('AccessDeniedException')
    const [record] = world.records
    expect(sizeOf(record!)).toBeLessThan(8192)
    expect(record!.resources.length + Number(record!.additional?.['omittedResources'])).toBe(90)
  })
})
