import { createHmac } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  type ChunkDecoder,
  chunkDecoder,
  deriveSigningKey,
  type HttpRequest,
  RequestHeaders,
  readSignature,
  type Signature,
  verifySignature,
} from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { payloadHash } from '../src/sigv4/payload-hash.ts'
import { credentials, sdkClient, send } from './sdk.ts'
import { services } from './services.ts'

/** The example of "Transferring payload in multiple chunks", Amazon S3 API Reference. */
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const scope = { date: '20130524', region: 'us-east-1', service: 's3' }
const signingKey = deriveSigningKey(secret, scope)
const time = Date.UTC(2013, 4, 24)
const example = {
  signed: {
    payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
    seed: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
    chunks: [
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ],
    trailer: '',
  },
  trailed: {
    payload: 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    seed: '106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e',
    chunks: [
      'b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2',
      '1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7',
      '2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992',
    ],
    trailer:
      'x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435\r\n',
  },
} as const

const sizes = [65536, 1024, 0]
const headersOf = (length: number, trailer?: string) => ({
  headers: RequestHeaders.from({ 'x-amz-decoded-content-length': String(length), 'x-amz-trailer': trailer }),
})
const signatureOf = (payload: string, signature: string): Signature => ({
  form: 'header',
  dialect: 's3',
  algorithm: 'AWS4-HMAC-SHA256',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  scope,
  time,
  timestamp: '20130524T000000Z',
  signedHeaders: ['host'],
  signature,
  payload,
})
const bodyOf = ({ chunks, trailer }: (typeof example)['signed' | 'trailed']) => {
  const pieces = chunks.map((hex, at) => {
    const size = sizes[at]!
    const data = size > 0 ? `${'a'.repeat(size)}\r\n` : ''
    return `${size.toString(16)};chunk-signature=${hex}\r\n${data}`
  })
  return Buffer.from([...pieces, trailer, '\r\n'].join(''))
}

/** Hands a body on in pieces of a size; what came out before a fault stays in `out`. */
function decode(decoder: ChunkDecoder, body: Uint8Array, size: number, out: Uint8Array[] = []) {
  for (let at = 0; at < body.length; at += size) out.push(...decoder.push(body.subarray(at, at + size)))
  return { bytes: Buffer.concat(out), trailer: decoder.end() }
}

describe.each(Object.entries(example))('the example of the documentation, %s', (kind, one) => {
  const request = headersOf(66560, kind === 'trailed' ? 'x-amz-checksum-crc32c' : undefined)
  const start = () => chunkDecoder(signatureOf(one.payload, one.seed), request, { signingKey })
  const body = bodyOf(one)

  test.each([1, 7, 1000, 65536, 100_000])('in pieces of %i bytes', (size) => {
    const { bytes, trailer } = decode(start(), body, size)
    expect(bytes.equals(Buffer.alloc(66560, 'a'))).toBe(true)
    expect(trailer).toEqual(kind === 'trailed' ? { 'x-amz-checksum-crc32c': 'sOO8/Q==' } : {})
  })

  test('no changed byte passes, and none of its chunk is handed on', () => {
    fc.assert(
      fc.property(fc.nat(body.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = Buffer.from(body)
        changed[at] = changed[at]! ^ by
        // A size is read in either case, and so is the name of a trailing header.
        if (changed.toString('latin1').toLowerCase() === body.toString('latin1').toLowerCase()) return
        const out: Uint8Array[] = []
        expect(() => decode(start(), changed, 4096, out)).toThrow(Fault)
        expect([0, 65536, 66560]).toContain(Buffer.concat(out).length)
      }),
      { numRuns: 60 },
    )
  })

  test('a body that ends early', () => {
    for (const length of [0, 10, 65536, body.length - 1]) {
      expect(() => decode(start(), body.subarray(0, length), 8192)).toThrow(Fault)
    }
  })

  test('bytes after the end', () => {
    expect(() => decode(start(), Buffer.concat([body, Buffer.from('0')]), 8192)).toThrow(Fault)
  })
})

test('AWS signs that example as we do', () => {
  const request: HttpRequest = {
    method: 'PUT',
    path: '/examplebucket/chunkObject.txt',
    query: '',
    headers: RequestHeaders.from({
      host: 's3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '66560',
      'content-length': '66824',
      authorization: `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class,Signature=${example.signed.seed}`,
    }),
    body: bodyOf(example.signed),
  }
  expect(verifySignature(readSignature(request, 's3')!, request, secret, time)).toEqual({
    verified: true,
    bodySha256: undefined,
  })
})

/** Signs chunks as a client does. */
function chunked(parts: readonly Uint8Array[], seed: string): Buffer {
  let previous = seed
  const pieces = [...parts, new Uint8Array()].map((part) => {
    const toSign = `AWS4-HMAC-SHA256-PAYLOAD\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n${previous}\n${payloadHash('')}\n${payloadHash(part)}`
    previous = createHmac('sha256', signingKey).update(toSign).digest('hex')
    const head = Buffer.from(`${part.length.toString(16)};chunk-signature=${previous}\r\n`)
    return Buffer.concat([head, part, Buffer.from('\r\n')])
  })
  return Buffer.concat(pieces)
}

describe('refused', () => {
  const seed = '0'.repeat(64)
  const start = (length: number, options = {}) =>
    chunkDecoder(signatureOf('STREAMING-AWS4-HMAC-SHA256-PAYLOAD', seed), headersOf(length), {
      signingKey,
      ...options,
    })
  const code = (run: () => unknown) => {
    try {
      run()
      return 'nothing'
    } catch (error) {
      return (error as Fault).shape.code
    }
  }
  const a = Buffer.alloc(9000, 'a')
  const b = Buffer.alloc(9000, 'b')

  test('chunks in another order, left out or repeated', () => {
    const whole = chunked([a, b], seed)
    const size = 9000 + `2328;chunk-signature=${seed}\r\n\r\n`.length
    const [first, second, last] = [
      whole.subarray(0, size),
      whole.subarray(size, 2 * size),
      whole.subarray(2 * size),
    ]
    expect(decode(start(18_000), whole, 100).bytes.length).toBe(18_000)
    for (const pieces of [
      [second, first, last],
      [first, last],
      [first, first, last],
      [first, first, second, last],
    ]) {
      expect(code(() => decode(start(18_000), Buffer.concat(pieces), 100))).toMatch(
        /^SignatureDoesNotMatch|IncompleteBody$/,
      )
    }
  })

  test.each([
    ['a small chunk before the last', [Buffer.from('one'), b], 9003, {}, 'InvalidChunkSizeError'],
    ['a chunk over the limit', [a], 9000, { largestChunk: 8999 }, 'InvalidChunkSizeError'],
    ['more than was announced', [a], 8999, {}, 'IncompleteBody'],
    ['less than was announced', [a], 9001, {}, 'IncompleteBody'],
  ])('%s', (_, parts, length, options, expected) => {
    expect(code(() => decode(start(length, options), chunked(parts, seed), 4096))).toBe(expected)
  })

  test('the size of a chunk is no promise of memory', () => {
    const decoder = start(10 ** 14, { largestChunk: 2 ** 40 })
    expect(decoder.push(Buffer.from(`ffffffffff;chunk-signature=${seed}\r\nabc`))).toEqual([])
  })

  test('no announced length, and trailers nobody may send', () => {
    const unsigned = signatureOf('STREAMING-UNSIGNED-PAYLOAD-TRAILER', seed)
    expect(code(() => chunkDecoder(unsigned, { headers: RequestHeaders.from({}) }))).toBe(
      'MissingContentLength',
    )
    expect(code(() => chunkDecoder(unsigned, headersOf(3, 'authorization')))).toBe('InvalidRequest')
    const trailed =
      (tail: string, trailer = 'x-amz-checksum-crc32') =>
      () =>
        decode(chunkDecoder(unsigned, headersOf(3, trailer)), Buffer.from(`3\r\nabc\r\n0\r\n${tail}\r\n`), 5)
    expect(trailed('x-amz-checksum-crc32:NSRBwg==\r\n')().trailer).toEqual({
      'x-amz-checksum-crc32': 'NSRBwg==',
    })
    expect(code(trailed(''))).toBe('MalformedTrailerError')
    expect(code(trailed('x-amz-checksum-sha1:NSRBwg==\r\n'))).toBe('MalformedTrailerError')
    expect(code(trailed('x-amz-checksum-crc32:a\r\nx-amz-checksum-crc32:b\r\n'))).toBe(
      'MalformedTrailerError',
    )
  })

  test('any bytes at all: a fault, or the very bytes that were announced', () => {
    const frames = fc.array(
      fc.oneof(
        fc.uint8Array({ maxLength: 30 }),
        fc
          .constantFrom(
            '3\r\nabc\r\n',
            '0\r\n',
            '\r\n',
            'x-amz-checksum-crc32:q\r\n',
            '3;chunk-signature=',
            seed,
          )
          .map((text) => Buffer.from(text)),
      ),
      { maxLength: 8 },
    )
    const payloads = fc.constantFrom(
      'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER',
    )
    fc.assert(
      fc.property(payloads, frames, fc.integer({ min: 1, max: 9 }), (payload, parts, size) => {
        const decoder = chunkDecoder(signatureOf(payload, seed), headersOf(6, 'x-amz-checksum-crc32'), {
          signingKey,
        })
        try {
          expect(decode(decoder, Buffer.concat(parts), size).bytes.length).toBe(6)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
        }
      }),
      { numRuns: 500 },
    )
  })
})

test('the SDK streams an object with a checksum behind it', async () => {
  const content = Buffer.from('a stream of bytes '.repeat(5000))
  const client = sdkClient(
    services['s3']!,
    (request) => {
      const signature = readSignature(request, 's3')!
      expect(signature.payload).toBe('STREAMING-UNSIGNED-PAYLOAD-TRAILER')
      expect(verifySignature(signature, request, credentials.secretAccessKey, Date.now()).verified).toBe(true)
      const { bytes, trailer } = decode(chunkDecoder(signature, request), request.body, 1000)
      expect(bytes.equals(content)).toBe(true)
      expect(trailer).toEqual({ 'x-amz-checksum-crc32': expect.any(String) })
      return { status: 200, headers: {}, body: '' }
    },
    { requestChecksumCalculation: 'WHEN_SUPPORTED' },
  )
  await send(services['s3']!, client, 'PutObject', {
    Bucket: 'shop-reports',
    Key: 'one',
    Body: Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]),
    ContentLength: content.length,
  })
})
