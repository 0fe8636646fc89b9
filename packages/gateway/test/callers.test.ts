import { createHash } from 'node:crypto'
import { ListBucketsCommand } from '@aws-sdk/client-s3'
import { presign, RequestHeaders } from '@rolecall/aws-protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { type RawOptions, rawRequest, sendRaw } from './raw-request.ts'
import { account, allow, deny, type Known, region, startWorld, type World } from './start-world.ts'

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

const minute = 60_000
const everything = [allow('*', '*')]
const dynamodb = {
  service: 'dynamodb',
  method: 'POST',
  path: '/',
  headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
  body: '{}',
}

type Case = {
  readonly name: string
  readonly code: string
  readonly of: (known: Known) => RawOptions
  readonly session?: boolean
}
const cases: readonly Case[] = [
  { name: 'unsigned', code: 'AccessDenied', of: () => ({ path: '/shop/a' }) },
  {
    name: 'an unknown key',
    code: 'InvalidAccessKeyId',
    of: (known) => ({ path: '/shop/a', as: { ...known, accessKeyId: 'AKIAUNKNOWN' } }),
  },
  {
    name: 'a wrong secret',
    code: 'SignatureDoesNotMatch',
    of: (known) => ({ path: '/shop/a', as: { ...known, secretAccessKey: 'x' } }),
  },
  {
    name: 'a key without its token',
    code: 'InvalidAccessKeyId',
    session: true,
    of: ({ sessionToken: _, ...known }) => ({ path: '/shop/a', as: known }),
  },
  {
    name: 'the token of somebody else',
    code: 'InvalidToken',
    session: true,
    of: (known) => ({ path: '/shop/a', as: { ...known, sessionToken: 'foreign' } }),
  },
  {
    name: 'a token for a key that has none',
    code: 'InvalidToken',
    of: (known) => ({ path: '/shop/a', as: { ...known, sessionToken: 'foreign' } }),
  },
  {
    name: 'another path than was signed',
    code: 'SignatureDoesNotMatch',
    of: (as) => ({ path: '/shop/b', signedPath: '/shop/a', as }),
  },
  {
    name: 'signed long ago',
    code: 'RequestTimeTooSkewed',
    of: (as) => ({ path: '/shop/a', as, time: Date.now() - 16 * minute }),
  },
  {
    name: 'signed in times to come',
    code: 'RequestTimeTooSkewed',
    of: (as) => ({ path: '/shop/a', as, time: Date.now() + 16 * minute }),
  },
  {
    name: 'signed for another region',
    code: 'AuthorizationHeaderMalformed',
    of: (as) => ({ path: '/shop/a', as, region: 'us-east-1' }),
  },
  {
    name: 'a header added after signing',
    code: 'AccessDenied',
    of: (as) => ({ path: '/shop/a', as, unsigned: { 'x-amz-acl': 'public-read' } }),
  },
  {
    name: 'version 2',
    code: 'InvalidRequest',
    of: () => ({ path: '/shop/a', headers: { authorization: 'AWS AKIA:abc=' } }),
  },
  {
    name: 'a bearer token',
    code: 'AuthorizationHeaderMalformed',
    of: () => ({ path: '/shop/a', headers: { authorization: 'Bearer abc' } }),
  },
  { name: 'DynamoDB unsigned', code: 'MissingAuthenticationTokenException', of: () => ({ ...dynamodb }) },
  {
    name: 'DynamoDB with an unknown key',
    code: 'UnrecognizedClientException',
    of: (known) => ({ ...dynamodb, as: { ...known, accessKeyId: 'AKIAUNKNOWN' } }),
  },
  {
    name: 'DynamoDB with a foreign token',
    code: 'UnrecognizedClientException',
    session: true,
    of: (known) => ({ ...dynamodb, as: { ...known, sessionToken: 'foreign' } }),
  },
  {
    name: 'DynamoDB with another body than was signed',
    code: 'InvalidSignatureException',
    of: (as) => ({ ...dynamodb, as, tampered: '{ }' }),
  },
  {
    name: 'DynamoDB in another region',
    code: 'InvalidSignatureException',
    of: (as) => ({ ...dynamodb, as, region: 'us-east-1' }),
  },
  {
    name: 'DynamoDB with a path',
    code: 'UnknownOperationException',
    of: (as) => ({ ...dynamodb, as, path: '/shop/a' }),
  },
  {
    name: 'DynamoDB with an unknown operation',
    code: 'UnknownOperationException',
    of: (as) => ({ ...dynamodb, as, headers: { 'x-amz-target': 'DynamoDB_20120810.Nothing' } }),
  },
  {
    name: 'DynamoDB with two targets',
    code: 'UnknownOperationException',
    of: (as) => ({
      ...dynamodb,
      as,
      headers: { 'x-amz-target': ['DynamoDB_20120810.ListTables', 'DynamoDB_20120810.Scan'] },
    }),
  },
]

describe('who is not proven gets nothing', () => {
  for (const { name, code, of, session } of cases) {
    it(name, async () => {
      const answer = await rawRequest(world, of(world.user(everything, session ? { session } : {})))
      expect(answer.code).toBe(code)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(backend.seen).toEqual([])
    })
  }

  it('an expired session, in both words', async () => {
    const known = world.user(everything, { session: true })
    known.expired = true
    expect((await rawRequest(world, { path: '/shop/a', as: known })).code).toBe('ExpiredToken')
    expect((await rawRequest(world, { ...dynamodb, as: known })).code).toBe('ExpiredTokenException')
  })

  it('a session with its own token', async () => {
    const answer = await rawRequest(world, { path: '/shop/a', as: world.user(everything, { session: true }) })
    expect(answer.status).toBe(200)
    expect(backend.seen[0]?.headers['x-amz-security-token']).toBeUndefined()
  })

  it('HEAD is refused without a body', async () => {
    const answer = await rawRequest(world, { method: 'HEAD', path: '/shop/a', as: world.user([]) })
    expect([answer.status, answer.body]).toEqual([403, ''])
  })
})

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

describe('whose it is', () => {
  it('somebody of another account needs more than policies of their own', async () => {
    const stranger = world.user(everything, { account: '999988887777' })
    expect((await rawRequest(world, { path: '/shop/a', as: stranger })).body).toContain(
      'no resource-based policy',
    )
    expect((await rawRequest(world, { ...dynamodb, as: stranger })).code).toBe('AccessDeniedException')
    await expect(world.s3As(stranger).send(new ListBucketsCommand({}))).rejects.toThrow('not authorized')
    expect(backend.seen).toEqual([])
  })
  it('the expected owner is the account behind the gateway', async () => {
    const owned = (owner: string) => ({
      path: '/shop/a',
      as: world.admin,
      headers: { 'x-amz-expected-bucket-owner': owner },
    })
    expect((await rawRequest(world, owned('999988887777'))).code).toBe('AccessDenied')
    expect((await rawRequest(world, owned(account))).status).toBe(200)
    expect(backend.seen[0]?.headers['x-amz-expected-bucket-owner']).toBeUndefined()
  })
})

describe('doors', () => {
  const another = [
    { name: 'a call of STS', options: { as: true, service: 'sts', method: 'POST', path: '/' } },
    {
      name: 'an unsigned call of STS',
      options: { method: 'POST', path: '/', body: 'Action=AssumeRoleWithWebIdentity' },
    },
    {
      name: 'an unsigned call of STS in the query',
      options: { path: '/', query: 'Action=AssumeRoleWithWebIdentity' },
    },
    { name: 'SQS has no backend', options: { as: true, service: 'sqs', method: 'POST', path: '/' } },
  ]
  for (const { name, options } of another) {
    it(`${name} is for another`, async () => {
      const { as, ...rest } = options as RawOptions & { as?: unknown }
      expect((await rawRequest(world, { ...rest, ...(as ? { as: world.admin } : {}) })).status).toBe(421)
    })
  }
})

describe('other postures', () => {
  it('observe lets pass and says what it would have denied', async () => {
    const observing = await startWorld({
      auth: 'observe',
      backends: { s3: backend.backend, dynamodb: backend.backend },
    })
    const nobody = observing.user([])
    expect((await rawRequest(observing, { path: '/shop/a', as: nobody })).status).toBe(200)
    expect(observing.records[0]?.additional).toEqual({
      wouldDeny: { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/a' },
    })
    expect(
      (await rawRequest(observing, { path: '/shop/a', as: { ...nobody, secretAccessKey: 'x' } })).code,
    ).toBe('SignatureDoesNotMatch')
    await observing.stop()
  })
  it('observe keeps out whoever did not sign', async () => {
    const observing = await startWorld({
      auth: 'observe',
      backends: { s3: backend.backend, dynamodb: backend.backend },
    })
    const before = backend.seen.length
    const deletion = '<Delete><Object><Key>a</Key></Object></Delete>'
    for (const call of [
      { path: '/shop/a' },
      { path: '/shop/a', method: 'PUT', body: 'x' },
      { path: '/shop/a', method: 'DELETE' },
      { path: '/shop/a', method: 'POST', query: 'select&select-type=2' },
    ])
      expect((await rawRequest(observing, call)).status).toBe(403)
    const items = await rawRequest(observing, {
      path: '/shop',
      method: 'POST',
      query: 'delete',
      body: deletion,
      headers: { 'content-md5': createHash('md5').update(deletion).digest('base64') },
    })
    expect(items.body).toContain('<Code>AccessDenied</Code>')
    expect(backend.seen.length).toBe(before)
    await observing.stop()
  })
  it.each(['observe', 'off'] as const)('%s answers no page of another site', async (auth) => {
    const open = await startWorld({ auth, backends: { s3: backend.backend, dynamodb: backend.backend } })
    const from = async (headers: Record<string, string>) =>
      (await rawRequest(open, { path: '/shop/a', as: open.admin, unsigned: headers })).status
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await from({ origin: 'https://evil.example' })).toBe(403)
    expect(await from({ origin: 'null' })).toBe(403)
    expect(await from({ origin: `http://127.0.0.1:${open.port}` })).toBe(200)
    await open.stop()
  })
  it('off takes any key', async () => {
    const open = await startWorld({
      auth: 'off',
      backends: { s3: backend.backend, dynamodb: backend.backend },
    })
    const stranger = { ...open.user([]), accessKeyId: 'AKIANOBODY', secretAccessKey: 'x' }
    expect((await rawRequest(open, { path: '/shop/a', as: stranger })).status).toBe(200)
    expect((await rawRequest(open, { path: '/shop/a' })).status).toBe(200)
    await open.stop()
  })
  it.each(['enforce', 'observe', 'off'] as const)(
    '%s: the caller does not choose the partition, even of a backend of any region',
    async (auth) => {
      const anywhere = { ...backend.backend, region: 'any' }
      const other = await startWorld({ auth, backends: { s3: anywhere, dynamodb: anywhere } })
      const user = other.user([allow('*', '*'), deny('s3:*', 'arn:aws:s3:::secret/*')])
      const from = async (region: string, path = '/shop/a') =>
        (await rawRequest(other, { path, as: user, region })).code
      expect(await from('cn-north-1', '/secret/a')).toBe('AuthorizationHeaderMalformed')
      expect(await from('us-gov-west-1')).toBe('AuthorizationHeaderMalformed')
      expect(await from('us-east-1:x')).toBe('AuthorizationHeaderMalformed')
      expect(await from('ap-south-1')).toBeUndefined()
      await other.stop()
    },
  )
})
