import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fakeBackend } from './fake-backend.ts'
import { type RawOptions, rawRequest } from './raw-request.ts'
import { allow, deny, type Known, startWorld, type World } from './start-world.ts'

let world: World
let backend: Awaited<ReturnType<typeof fakeBackend>>
let caller: Known
beforeAll(async () => {
  backend = await fakeBackend()
  world = await startWorld({ backends: { s3: backend.backend, dynamodb: backend.backend } })
  caller = world.user([
    allow('*', '*'),
    deny('*', '*', { StringEquals: { 's3:RequestObjectTag/class': 'public' } }),
    deny('s3:TagResource', '*'),
  ])
})
afterAll(async () => {
  await world.stop()
  await backend.stop()
})
beforeEach(() => {
  backend.seen.length = 0
  world.records.length = 0
})

const ns = 'http://s3.amazonaws.com/doc/2006-03-01/'
const put = (options: Partial<RawOptions>) =>
  rawRequest(world, { as: caller, method: 'PUT', path: '/shop/a', ...options })
const seen = () => backend.seen.map(({ body }) => body.toString())
const tag = (key: string, value = 'public') => `<Tag><Key>${key}</Key><Value>${value}</Value></Tag>`
const tagging = (set: string) => `<Tagging xmlns="${ns}" xmlns:p="${ns}">${set}</Tagging>`

describe('the backend gets the XML that was judged, and no other', () => {
  const prefixed = '<p:Tag><p:Key>class</p:Key><p:Value>public</p:Value></p:Tag>'
  it.each([
    [`<TagSet></TagSet><p:TagSet>${prefixed}</p:TagSet>`],
    [`<TagSet>${tag('x')}${prefixed}</TagSet>`],
    [`<TagSet>${tag('x')}</TagSet><TagSet>${tag('class')}</TagSet>`],
    [`<TagSet>${tag('x')}<tag><Key>class</Key><Value>public</Value></tag></TagSet>`],
  ])('%s', async (set) => {
    await put({ query: 'tagging', body: tagging(set) })
    expect(seen().join()).not.toContain('class')
    expect(seen().join()).not.toContain('<p:')
  })
  it('tags arrive', async () => {
    const body = tagging(`<TagSet>${tag('team', 'a&amp;b')}</TagSet>`)
    expect((await put({ query: 'tagging', body })).status).toBe(200)
    expect(seen()).toEqual([`<Tagging xmlns="${ns}"><TagSet>${tag('team', 'a&amp;b')}</TagSet></Tagging>`])
  })
  it('a bucket gets no tags that nobody judged', async () => {
    const root = (inner: string) =>
      `<CreateBucketConfiguration xmlns="${ns}" xmlns:p="${ns}">${inner}</CreateBucketConfiguration>`
    await put({ path: '/shop', body: root(`<p:Tags>${prefixed}</p:Tags>`) })
    expect(seen().join()).not.toContain('class')
    backend.seen.length = 0
    await put({ path: '/shop', body: root('<LocationConstraint>eu-west-1</LocationConstraint>') })
    expect(seen()).toEqual([
      `<CreateBucketConfiguration xmlns="${ns}"><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>`,
    ])
    backend.seen.length = 0
    expect((await put({ path: '/shop' })).status).toBe(200)
    expect(seen()).toEqual([''])
  })
})

describe('a tag is given once', () => {
  it.each(['a=1&a=2', 'Class=x&class=public', 'class=x&CLASS=y'])('x-amz-tagging: %s', async (tags) => {
    expect((await put({ headers: { 'x-amz-tagging': tags } })).code).toBe('InvalidTag')
    expect(seen()).toEqual([])
  })
  it('in a TagSet', async () => {
    const body = tagging(`<TagSet>${tag('team')}${tag('Team')}</TagSet>`)
    expect((await put({ query: 'tagging', body })).code).toBe('InvalidTag')
    expect(seen()).toEqual([])
  })
})

const dynamodb = (operation: string, body: object | string, as: Known = caller) =>
  rawRequest(world, {
    as,
    service: 'dynamodb',
    method: 'POST',
    path: '/',
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const Key = { pk: { S: 'a' } }

describe('the backend gets no member that was not judged', () => {
  it.each([
    ['TransactWriteItems', { TransactItems: [{ Delete: { TableName: 'open1', tablename: 'secret', Key } }] }],
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'open1', TABLENAME: 'secret', Key } }] }],
    ['BatchGetItem', { RequestItems: { open1: { Keys: [Key], keys: [Key] } } }],
    ['GetItem', { TableName: 'open1', tablename: 'secret', Key }],
    ['GetItem', { TableName: 'open1', Key: { pk: { S: 'a', s: 'b' } } }],
    ['PutItem', { TableName: 'open1', Item: { pk: { M: { a: { L: [{ S: 'a', s: 'b' }] } } } } }],
  ])('%s %j', async (operation, body) => {
    expect((await dynamodb(operation, body)).code).toBe('AccessDeniedException')
    expect(seen()).toEqual([])
  })
  it('a value is of one type', async () => {
    const body = { TableName: 'open1', Key: { pk: { S: 'a', N: '1' } } }
    expect((await dynamodb('GetItem', body)).code).toBe('SerializationException')
    expect(seen()).toEqual([])
  })
  it('attributes have any name', async () => {
    const body = { TableName: 'open1', Key: { pk: { S: 'a' }, PK: { S: 'b' } } }
    expect((await dynamodb('GetItem', body)).status).toBe(200)
    expect(seen()).toEqual([JSON.stringify(body)])
  })
})

describe('no more items than AWS takes', () => {
  const many = <Item>(length: number, item: Item) => Array<Item>(length).fill(item)
  const get = { Get: { TableName: 'open1', Key } }
  it.each([
    ['TransactGetItems', 100, (n: number) => ({ TransactItems: many(n, get) })],
    ['TransactWriteItems', 100, (n: number) => ({ TransactItems: many(n, { Delete: get.Get }) })],
    ['BatchGetItem', 100, (n: number) => ({ RequestItems: { open1: { Keys: many(n, Key) } } })],
    ['BatchWriteItem', 25, (n: number) => ({ RequestItems: { open1: many(n, { DeleteRequest: { Key } }) } })],
  ])('%s: %i', async (operation, most, body) => {
    expect((await dynamodb(operation, body(most))).status).toBe(200)
    expect((await dynamodb(operation, body(most + 1))).code).toBe('ValidationException')
    expect(backend.seen).toHaveLength(1)
  })
})

describe('whoever is denied learns nothing of a table', () => {
  const asked = () =>
    backend.seen.filter(({ headers }) => String(headers['x-amz-target']).includes('Describe'))
  const get = (TableName: string, as: Known) => dynamodb('GetItem', { TableName, Key }, as)

  it('and the backend is not asked when no policy asks for keys', async () => {
    expect((await get('secret', world.user([]))).code).toBe('AccessDeniedException')
    expect((await get('secret', world.user([allow('dynamodb:GetItem', '*')]))).status).toBe(200)
    expect(asked()).toEqual([])
  })

  it.each(['dynamodb:LeadingKeys', 'DynamoDB:leadingkeys'])('it is asked for %s', async (key) => {
    const one = world.user([allow('*', '*', { 'ForAllValues:StringEquals': { [key]: ['me'] } })])
    await get(`asked-${key.slice(0, 2)}`, one)
    expect(asked()).toHaveLength(1)
  })

  it('nor whether its key is another, or there is none', async () => {
    const schema = { Table: { KeySchema: [{ AttributeName: 'other', KeyType: 'HASH' }] } }
    const knowing = await fakeBackend(({ body }) =>
      body.toString().includes('nosuch')
        ? { status: 400, body: '{"__type":"ResourceNotFoundException"}' }
        : { body: JSON.stringify(schema) },
    )
    const other = await startWorld({ backends: { dynamodb: knowing.backend } })
    const as = other.user([
      allow('dynamodb:GetItem', '*', { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['me'] } }),
      deny('dynamodb:*', 'arn:aws:dynamodb:*:*:table/secret*'),
    ])
    const code = async (TableName: string) =>
      (
        await rawRequest(other, {
          as,
          service: 'dynamodb',
          method: 'POST',
          path: '/',
          headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
          body: JSON.stringify({ TableName, Key }),
        })
      ).code
    expect(await code('secret')).toBe('AccessDeniedException')
    expect(await code('secret-nosuch')).toBe('AccessDeniedException')
    expect(await code('orders')).toBe('ValidationException')
    expect(await code('nosuch')).toBe('ResourceNotFoundException')
    const before = knowing.seen.length
    expect(await code('nosuch')).toBe('ResourceNotFoundException')
    expect(knowing.seen.length).toBe(before)
    expect(knowing.seen.every(({ headers }) => String(headers['x-amz-target']).includes('Describe'))).toBe(
      true,
    )
    await other.stop()
    await knowing.stop()
  })
})
