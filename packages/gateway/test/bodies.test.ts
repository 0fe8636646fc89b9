import { createHash } from 'node:crypto'
import { Agent } from 'node:http'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checksums } from '../src/body/checksums.ts'
import { chunkedBody, signedBody, trailedBody } from './chunked-body.ts'
import { fakeBackend } from './fake-backend.ts'
import { rawRequest, sendRaw } from './raw-request.ts'
import { allow, startWorld, type World } from './start-world.ts'

let world: World
let backend: Awaited<ReturnType<typeof fakeBackend>>
beforeAll(async () => {
  backend = await fakeBackend()
  world = await startWorld({ backends: { s3: backend.backend } })
})
afterAll(async () => {
  await world.stop()
  await backend.stop()
})
beforeEach(() => {
  backend.seen.length = 0
  world.records.length = 0
})

const kilobyte = 1024
const bytes = (length: number, fill = 'a') => Buffer.alloc(length, fill)
const crc = (body: Uint8Array) => {
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return sum.toString('base64')
}
const path = '/shop/a'
/** One that is read before it is forwarded, one that is forwarded as it comes. */
const sizes = [
  ['small', 3 * 64 * kilobyte],
  ['large', 3 * 1024 * kilobyte],
] as const

type Sent = { readonly headers: Record<string, string>; readonly body: Buffer }
const put = ({ headers, body }: Sent) => sendRaw(world.port, 'PUT', path, headers, body)
const parts = (length: number) => [bytes(length / 3, 'a'), bytes(length / 3, 'b'), bytes(length / 3, 'c')]
const whole = (length: number) => Buffer.concat(parts(length))
const changed = ({ headers, body }: Sent, at: number): Sent => {
  const copy = Buffer.from(body)
  copy[at] = copy[at]! ^ 1
  return { headers, body: copy }
}

/** Who is still sending when they are refused may find the connection closed before they read why. */
function brokenOff(error: NodeJS.ErrnoException): { status: 'broken off' } {
  if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error
  return { status: 'broken off' }
}

/** The backend got no object: nothing at all, or less than it was told. */
function nothingStored() {
  expect(backend.seen.filter(({ complete }) => complete)).toEqual([])
}

for (const [name, length] of sizes) {
  describe(`a ${name} body`, () => {
    it('arrives whole, without what it was wrapped in', async () => {
      expect((await put(signedBody(world, world.admin, path, whole(length)))).status).toBe(200)
      expect((await put(chunkedBody(world, world.admin, path, parts(length)))).status).toBe(200)
      const trailer = { name: 'x-amz-checksum-crc32', value: crc(whole(length)) }
      expect((await put(chunkedBody(world, world.admin, path, parts(length), trailer))).status).toBe(200)
      expect((await put(trailedBody(world, world.admin, path, parts(length), trailer))).status).toBe(200)
      // The backend may still hear the break of a body that the test before had refused: that one is never whole.
      const stored = backend.seen.filter(({ complete }) => complete)
      expect(stored).toHaveLength(4)
      for (const { body, headers } of stored) {
        expect(body.equals(whole(length))).toBe(true)
        expect(headers['content-length']).toBe(String(length))
        expect(headers['content-encoding']).toBeUndefined()
        expect(headers['x-amz-decoded-content-length']).toBeUndefined()
        expect(headers['x-amz-trailer']).toBeUndefined()
      }
      const carried = name === 'small' ? trailer.value : undefined
      expect(stored.map(({ headers }) => headers['x-amz-checksum-crc32'])).toEqual([
        undefined,
        undefined,
        carried,
        carried,
      ])
    })

    const refused: readonly (readonly [name: string, code: string, sent: () => Sent])[] = [
      [
        'another body than was signed',
        'XAmzContentSHA256Mismatch',
        () => changed(signedBody(world, world.admin, path, whole(length)), length - 1),
      ],
      [
        'a first byte changed',
        'XAmzContentSHA256Mismatch',
        () => changed(signedBody(world, world.admin, path, whole(length)), 0),
      ],
      [
        'a signed chunk changed',
        'SignatureDoesNotMatch',
        () => changed(chunkedBody(world, world.admin, path, parts(length)), length / 2),
      ],
      [
        'the last signed chunk changed',
        'SignatureDoesNotMatch',
        () => changed(chunkedBody(world, world.admin, path, parts(length)), length),
      ],
      [
        'a checksum behind it that is of another',
        'BadDigest',
        () =>
          trailedBody(world, world.admin, path, parts(length), {
            name: 'x-amz-checksum-crc32',
            value: crc(bytes(3)),
          }),
      ],
      [
        'a signed checksum behind it that is of another',
        'BadDigest',
        () =>
          chunkedBody(world, world.admin, path, parts(length), {
            name: 'x-amz-checksum-crc32',
            value: crc(bytes(3)),
          }),
      ],
      [
        'a checksum behind it that nobody knows',
        'InvalidRequest',
        () =>
          trailedBody(world, world.admin, path, parts(length), {
            name: 'x-amz-checksum-xxhash3',
            value: 'AAAA',
          }),
      ],
    ]
    for (const [what, code, sent] of refused) {
      it(`is refused with ${what}`, async () => {
        const answer = await put(sent()).catch(brokenOff)
        if ('code' in answer) expect(answer.code).toBe(code)
        nothingStored()
        expect(world.records.at(-1)).toMatchObject({ eventName: 'PutObject', errorCode: code })
      })
    }

    it('is refused when chunks are left out, cut or exchanged', async () => {
      const { headers, body } = chunkedBody(world, world.admin, path, parts(length))
      const third = Math.floor(body.length / 3)
      const swapped = Buffer.concat([
        body.subarray(third, 2 * third),
        body.subarray(0, third),
        body.subarray(2 * third),
      ])
      const answers = await Promise.all([
        put({ headers, body: body.subarray(third) }).catch(brokenOff),
        put({ headers, body: body.subarray(0, 2 * third) }).catch(brokenOff),
        put({ headers, body: swapped }).catch(brokenOff),
        put({ headers, body: Buffer.concat([body, body]) }).catch(brokenOff),
      ])
      for (const { status } of answers) expect([400, 403, 'broken off']).toContain(status)
      nothingStored()
    })

    it('is refused with a wrong checksum before it', async () => {
      for (const [header, start] of Object.entries(checksums)) {
        const sum = start()
        sum.update(whole(length))
        const right = sum.digest()
        const headers = { [header]: right }
        const sent = { as: world.admin, method: 'PUT', path, body: whole(length) }
        expect((await rawRequest(world, { ...sent, headers })).status, header).toBe(200)
        expect(
          (
            await rawRequest(world, {
              ...sent,
              headers: { [header]: right.replace(/^./, (first) => (first === 'X' ? 'Y' : 'X')) },
            })
          ).code,
          header,
        ).toBe('BadDigest')
      }
      expect(backend.seen.filter(({ complete }) => complete)).toHaveLength(Object.keys(checksums).length)
    })
  })
}

describe('lengths', () => {
  it('a body without one is refused', async () => {
    const { headers } = signedBody(world, world.admin, path, bytes(10))
    expect(
      (await sendRaw(world.port, 'PUT', path, { ...headers, 'transfer-encoding': 'chunked' }, bytes(10)))
        .code,
    ).toBe('MissingContentLength')
    nothingStored()
  })
  it('an empty one is an object', async () => {
    expect((await rawRequest(world, { as: world.admin, method: 'PUT', path })).status).toBe(200)
    const stored = backend.seen.filter(({ complete }) => complete)
    expect(stored.map(({ headers }) => headers['content-length'])).toEqual(['0'])
  })
  it('a document that is too large is refused unread', async () => {
    const body = bytes(3 * 1024 * kilobyte)
    const answer = await rawRequest(world, {
      as: world.admin,
      method: 'PUT',
      path: '/shop',
      query: 'tagging',
      body,
    }).catch(() => undefined)
    expect(answer?.code ?? 'MaxMessageLengthExceeded').toBe('MaxMessageLengthExceeded')
    nothingStored()
  })
  it('a refused upload leaves the connection in order', async () => {
    const weak = world.user([allow('s3:GetObject', '*')])
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (const [who, length, status] of [
      [weak, 10, 403],
      [weak, 200 * kilobyte, 403],
      [world.admin, 10, 200],
    ] as const) {
      const { headers, body } = signedBody(world, who, path, bytes(length))
      expect((await sendRaw(world.port, 'PUT', path, headers, body, agent)).status).toBe(status)
      if (who === weak) nothingStored()
    }
    agent.destroy()
  })
})

describe('checksums of their own', () => {
  const known: Record<string, string> = {
    'x-amz-checksum-crc32': 'y/Q5Jg==',
    'x-amz-checksum-crc32c': '4waSgw==',
    'x-amz-checksum-crc64nvme': 'rosUhgp5mIg=',
    'x-amz-checksum-sha1': createHash('sha1').update('123456789').digest('base64'),
  }
  for (const [name, value] of Object.entries(known)) {
    it(`${name} of 123456789`, () => {
      const sum = checksums[name]!()
      sum.update(Buffer.from('1234'))
      sum.update(Buffer.from('56789'))
      expect(sum.digest()).toBe(value)
    })
  }
})

describe('through the SDK, into the embedded S3', () => {
  let real: World
  beforeAll(async () => {
    real = await startWorld()
    await rawRequest(real, { as: real.admin, method: 'PUT', path: '/shop' })
  })
  afterAll(() => real.stop())
  const client = () => real.s3As(real.admin)

  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const) {
    it(`a stream with ${ChecksumAlgorithm}`, async () => {
      const body = bytes(2 * 1024 * kilobyte, 'x')
      const Body = Readable.from([body.subarray(0, 1_000_000), body.subarray(1_000_000)])
      await client().send(
        new PutObjectCommand({
          Bucket: 'shop',
          Key: 'a',
          Body,
          ContentLength: body.length,
          ChecksumAlgorithm,
        }),
      )
      const got = await client().send(new GetObjectCommand({ Bucket: 'shop', Key: 'a' }))
      expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(body)).toBe(true)
    })
  }

  it('a broken upload leaves the object that was there', async () => {
    await client().send(new PutObjectCommand({ Bucket: 'shop', Key: 'a', Body: 'before' }))
    for (const length of [1000, 3 * 1024 * kilobyte]) {
      const { headers, body } = changed(signedBody(real, real.admin, path, bytes(length)), length - 1)
      expect((await sendRaw(real.port, 'PUT', path, headers, body)).code).toBe('XAmzContentSHA256Mismatch')
    }
    const got = await client().send(new GetObjectCommand({ Bucket: 'shop', Key: 'a' }))
    expect(await got.Body?.transformToString()).toBe('before')
  })
})
