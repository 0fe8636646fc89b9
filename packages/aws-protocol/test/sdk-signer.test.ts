import { createHash, createHmac } from 'node:crypto'
import {
  type ErrorDialect,
  presign,
  RequestHeaders,
  readSignature,
  signingKeyCache,
  signRequest,
  verifySignature,
} from '@rolecall/aws-protocol'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { credentials, type SdkRequest, toHttpRequest } from './sdk.ts'

const secret = credentials.secretAccessKey
const now = Date.UTC(2026, 10, 20, 12, 0, 0)
const host = 'shop.example'

class Sha256 {
  readonly #hash
  constructor(secretKey?: Uint8Array | string) {
    this.#hash =
      secretKey === undefined ? createHash('sha256') : createHmac('sha256', Buffer.from(secretKey as never))
  }
  update(data: Uint8Array) {
    this.#hash.update(data)
  }
  async digest() {
    return new Uint8Array(this.#hash.digest())
  }
  reset() {}
}

const awsSigner = (service: string) =>
  new SignatureV4({
    service,
    region: 'eu-west-1',
    credentials,
    sha256: Sha256 as never,
    uriEscapePath: service !== 's3',
  })

const word = fc.string({ unit: 'grapheme', maxLength: 8 })
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`)
const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.array(word, { maxLength: 4 }).map((parts) => `/${parts.map(encoded).join('/')}`),
  query: fc.dictionary(
    word.filter((one) => !/^X-Amz-/i.test(one)),
    fc.oneof(word, fc.array(word, { minLength: 1, maxLength: 3 })),
    {
      maxKeys: 4,
      noNullPrototype: true,
    },
  ),
  headers: fc
    .dictionary(fc.stringMatching(/^x-(?:amz-)?[a-z]{1,8}$/), fc.stringMatching(/^[ -~]{0,12}$/), {
      maxKeys: 4,
      noNullPrototype: true,
    })
    .map((headers) => {
      const { 'x-amz-date': _, 'x-amz-expires': __, ...rest } = headers
      return { host, ...rest }
    }),
  body: fc.string({ maxLength: 20 }),
})

describe.each(['iam', 's3'])('against the signer of the SDK, for %s', (service) => {
  const dialect: ErrorDialect = service === 's3' ? 's3' : 'default'
  const signingKey = signingKeyCache(2)

  test('what it signs by a header we verify, and what we sign is the same', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (unsigned) => {
        const signed = await awsSigner(service).sign(
          { ...unsigned, protocol: 'https:', hostname: host } as never,
          { signingDate: new Date(now) },
        )
        const request = await toHttpRequest(signed as unknown as SdkRequest)
        const signature = readSignature(request, dialect)!
        expect(verifySignature(signature, request, secret, now)).toEqual({
          verified: true,
          bodySha256: undefined,
        })
        const changed = { ...request, body: Buffer.from(`${unsigned.body}!`) }
        expect(verifySignature(signature, changed, secret, now).verified).toBe(false)
        for (const keys of [{}, { signingKey }]) {
          const ours = signRequest(
            { ...request, headers: RequestHeaders.from(unsigned.headers) },
            credentials,
            { service, region: 'eu-west-1', time: now, ...keys },
          )
          expect(ours['authorization']).toBe(request.headers.get('authorization'))
        }
      }),
      { numRuns: 150 },
    )
  })

  test('what it presigns we verify, and what we presign as well', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (unsigned) => {
        const request = { ...unsigned, headers: { host }, body: '' }
        const signed = await awsSigner(service).presign(
          {
            ...request,
            protocol: 'https:',
            hostname: host,
            ...(service === 's3' ? { headers: { host, 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' } } : {}),
          } as never,
          {
            signingDate: new Date(now),
            expiresIn: 60,
            ...(service === 's3' ? { unhoistableHeaders: new Set<string>() } : {}),
          },
        )
        const theirs = await toHttpRequest(signed as unknown as SdkRequest)
        expect(verifySignature(readSignature(theirs, dialect)!, theirs, secret, now).verified).toBe(true)
        const plain = await toHttpRequest(request)
        const ours = {
          ...plain,
          query: presign(plain, credentials, { service, region: 'eu-west-1', time: now, expires: 60 }),
        }
        const signature = readSignature(ours, dialect)!
        expect(verifySignature(signature, ours, secret, now).verified).toBe(true)
        expect(verifySignature(signature, { ...ours, path: `${ours.path}x` }, secret, now).verified).toBe(
          false,
        )
      }),
      { numRuns: 100 },
    )
  })
})
