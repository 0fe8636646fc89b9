import { presign, RequestHeaders } from '@rolecall/aws-protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { sendRaw } from './raw-request.ts'
import { allow, deny, type Known, region, startWorld, type World } from './start-world.ts'

let world: World
let backend: Awaited<ReturnType<typeof fakeBackend>>
let now = Date.now()
beforeAll(async () => {
  backend = await fakeBackend()
  world = await startWorld({ backends: { s3: backend.backend, dynamodb: backend.backend }, clock: () => now })
})
afterAll(async () => {
  await world.stop()
  await backend.stop()
})
beforeEach(() => {
  backend.seen.length = 0
  now = Date.now()
})

const everything = [allow('*', '*')]

describe('presigned requests', () => {
  const presigned = (
    as: Known,
    options: { method?: string; query?: string; expires?: number; headers?: Record<string, string> } = {},
  ) => {
    const headers = { host: `127.0.0.1:${world.port}`, ...options.headers }
    const request = {
      method: options.method ?? 'GET',
      path: '/shop/a',
      query: options.query ?? '',
      headers: RequestHeaders.from(headers),
    }
    const query = presign(request, world.credentialsOf(as), {
      region,
      service: 's3',
      time: now,
      expires: options.expires ?? 60,
    })
    return { headers, query, method: request.method }
  }
  const send = ({ method, query, headers }: ReturnType<typeof presigned>, body = '') =>
    sendRaw(world.port, method, `/shop/a?${query}`, headers, body)

  it('GET, and nothing of the signature goes on', async () => {
    expect((await send(presigned(world.admin))).status).toBe(200)
    expect(backend.seen[0]?.url).toBe('/shop/a')
    expect(backend.seen[0]?.headers['authorization']).toContain('BACKENDKEY')
  })
  it('PUT', async () => {
    expect((await send(presigned(world.admin, { method: 'PUT' }), 'hello')).status).toBe(200)
    expect(backend.seen[0]?.body.toString()).toBe('hello')
  })
  it('with a session', async () => {
    expect((await send(presigned(world.user(everything, { session: true })))).status).toBe(200)
  })
  it('denied as any other', async () => {
    expect((await send(presigned(world.user([allow('s3:PutObject', '*')])))).code).toBe('AccessDenied')
  })
  it('expired', async () => {
    const one = presigned(world.admin)
    now += 61_000
    expect((await send(one)).code).toBe('AccessDenied')
  })
  it('for another method', async () => {
    expect((await send({ ...presigned(world.admin), method: 'DELETE' })).code).toBe('SignatureDoesNotMatch')
  })
  it('with a parameter added', async () => {
    const one = presigned(world.admin)
    expect((await send({ ...one, query: `${one.query}&versionId=1` })).code).toBe('SignatureDoesNotMatch')
  })
  it('with headers that the signer moved into the query', async () => {
    const query = 'x-amz-acl=public-read&x-amz-meta-of=shop'
    expect((await send(presigned(world.admin, { method: 'PUT', query }), 'x')).status).toBe(200)
    expect(backend.seen[0]?.url).toBe('/shop/a')
    expect(backend.seen[0]?.headers).toMatchObject({ 'x-amz-acl': 'public-read', 'x-amz-meta-of': 'shop' })
    const weak = world.user([allow('s3:PutObject', '*')])
    expect((await send(presigned(weak, { method: 'PUT', query }), 'x')).body).toContain('s3:PutObjectAcl')
  })
  it('with a copy source that the signer moved into the query', async () => {
    const query = 'x-amz-copy-source=%2Fother%2Fsecret'
    const weak = world.user([allow('s3:*', 'arn:aws:s3:::shop/*')])
    expect((await send(presigned(weak, { method: 'PUT', query }))).body).toContain('s3:GetObject on resource')
  })
  it('with the age of the signature for policies', async () => {
    const careful = world.user([
      ...everything,
      deny('*', '*', { NumericGreaterThan: { 's3:signatureAge': '10000' } }),
    ])
    const one = presigned(careful)
    expect((await send(one)).status).toBe(200)
    now += 11_000
    expect((await send(one)).code).toBe('AccessDenied')
  })
})
