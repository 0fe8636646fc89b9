import {
  deriveSigningKey,
  type ErrorDialect,
  RequestHeaders,
  readSignature,
  signingKeyCache,
  verifySignature,
} from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { credentials } from './sdk.ts'

const secret = credentials.secretAccessKey
const now = Date.UTC(2026, 10, 20, 12, 0, 0)
const host = 'shop.example'

test('a request without a signature has none', () => {
  expect(
    readSignature({ method: 'GET', path: '/', query: 'Action=X', headers: RequestHeaders.from({ host }) }),
  ).toBe(undefined)
})

test('keys are derived once, and anew when the secret changes', () => {
  const cached = signingKeyCache(2)
  const scope = { date: '20261120', region: 'eu-west-1', service: 'iam' }
  const first = cached('A', secret, scope)
  expect(first).toEqual(deriveSigningKey(secret, scope))
  expect(cached('A', secret, scope)).toBe(first)
  expect(cached('A', 'other', scope)).toEqual(deriveSigningKey('other', scope))
  cached('B', secret, scope)
  cached('C', secret, scope)
  expect(cached('A', secret, scope)).not.toBe(first)
})

test('any request at all: a signature, none, or a fault', () => {
  const part = fc.constantFrom(
    'AWS4-HMAC-SHA256',
    ' ',
    ', ',
    'Credential=',
    'SignedHeaders=',
    'Signature=',
    'A/20261120/r/s/aws4_request',
    'host',
    ';',
    '0'.repeat(64),
    'x-amz-date',
    '=',
    '%2F',
    '&',
    '%',
    '+',
  )
  const text = fc
    .array(fc.oneof(part, fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((parts) => parts.join(''))
  const parameter = fc.constantFrom(
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-Signature',
    'X-Amz-SignedHeaders',
    'a',
  )
  const query = fc
    .array(
      fc
        .tuple(parameter, fc.oneof(text, fc.constantFrom('AWS4-HMAC-SHA256', '20261120T120000Z', '60')))
        .map(([name, value]) => `${name}=${value}`),
      { maxLength: 8 },
    )
    .map((pairs) => pairs.join('&'))
  const headers = fc.record(
    {
      host: text,
      authorization: text,
      'x-amz-date': fc.oneof(text, fc.constant('20261120T120000Z')),
      date: text,
      'x-amz-content-sha256': text,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(
      fc.constantFrom('default', 'json', 's3'),
      text,
      query,
      headers,
      fc.uint8Array({ maxLength: 9 }),
      (dialect, path, search, fields, body) => {
        const request = {
          method: 'GET',
          path: `/${path}`,
          query: search,
          headers: RequestHeaders.from(fields),
          body,
        }
        try {
          const signature = readSignature(request, dialect as ErrorDialect)
          if (signature) verifySignature(signature, request, secret, now)
        } catch (error) {
          expect(error).toBeInstanceOf(Fault)
        }
      },
    ),
    { numRuns: 1000 },
  )
})
