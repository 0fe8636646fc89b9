import { ListBucketsCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { type RawOptions, rawRequest } from './raw-request.ts'
import { account, allow, type Known, startWorld, type World } from './start-world.ts'

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
