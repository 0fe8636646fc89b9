import { createHash, createHmac } from 'node:crypto'
import {
  deriveSigningKey,
  type ErrorDialect,
  type HttpRequest,
  RequestHeaders,
  readSignature,
  signRequest,
  type VerifyOptions,
  verifySignature,
} from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import { describe, expect, test } from 'vitest'
import { credentials } from './sdk.ts'

const secret = credentials.secretAccessKey
const now = Date.UTC(2026, 10, 20, 12, 0, 0)
const host = 'shop.example'

/** A good request, which each case spoils in one way. */
function signed(
  options: { service?: string; time?: number; body?: string; headers?: Record<string, string> } = {},
) {
  const body = Buffer.from(options.body ?? 'Action=ListRoles')
  const headers = { host, ...options.headers }
  const request: HttpRequest = {
    method: 'POST',
    path: '/',
    query: '',
    headers: RequestHeaders.from(headers),
    body,
  }
  const added = signRequest(request, credentials, {
    service: options.service ?? 'iam',
    region: 'eu-west-1',
    time: options.time ?? now,
  })
  const fields: Record<string, string> = { ...headers, ...added }
  return { request, fields, body }
}

type Spoil = (fields: Record<string, string>) => Partial<HttpRequest> | undefined
const authorization =
  (change: (text: string) => string): Spoil =>
  (fields) => {
    fields['authorization'] = change(fields['authorization']!)
    return undefined
  }

function outcome(spoil: Spoil, dialect: ErrorDialect = 'default', service = 'iam'): string {
  const { request, fields } = signed({ service })
  const changes = spoil(fields) ?? {}
  const sent = { ...request, headers: RequestHeaders.from(fields), ...changes }
  try {
    const signature = readSignature(sent, dialect)
    if (!signature) return 'no signature'
    const result = verifySignature(signature, sent, secret, now)
    return result.verified ? 'verified' : result.fault.shape.code
  } catch (error) {
    if (error instanceof Fault) return error.shape.code
    throw error
  }
}

const jsonNames: Readonly<Record<string, string>> = {
  verified: 'verified',
  IncompleteSignature: 'IncompleteSignatureException',
  SignatureDoesNotMatch: 'InvalidSignatureException',
}

describe('a signature in a header', () => {
  const mismatch = ['SignatureDoesNotMatch', 'SignatureDoesNotMatch'] as const
  const incomplete = ['IncompleteSignature', 'AuthorizationHeaderMalformed'] as const
  const cases: Readonly<Record<string, readonly [Spoil, expected: readonly [aws: string, s3: string]]>> = {
    'as it should be': [() => undefined, ['verified', 'verified']],
    'without white space after the commas': [
      authorization((text) => text.replaceAll(', ', ',')),
      ['verified', 'verified'],
    ],
    'with other headers nobody signed': [
      (fields) => {
        fields['user-agent'] = 'curl'
        return undefined
      },
      ['verified', 'verified'],
    ],
    'another method': [() => ({ method: 'GET' }), mismatch],
    'another path': [() => ({ path: '/x' }), mismatch],
    'another query': [() => ({ query: 'a=b' }), mismatch],
    'another body': [
      () => ({ body: Buffer.from('Action=ListUsers') }),
      ['SignatureDoesNotMatch', 'XAmzContentSHA256Mismatch'],
    ],
    'another host': [
      (fields) => {
        fields['host'] = 'evil.example'
        return undefined
      },
      mismatch,
    ],
    'another session token': [
      (fields) => {
        fields['x-amz-security-token'] = 'other'
        return undefined
      },
      mismatch,
    ],
    'a header added that must be signed': [
      (fields) => {
        fields['x-amz-target'] = 'X.Y'
        return undefined
      },
      ['SignatureDoesNotMatch', 'AccessDenied'],
    ],
    'another digit': [
      authorization((text) => text.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'))),
      mismatch,
    ],
    'a short signature': [authorization((text) => text.slice(0, -2)), mismatch],
    'an empty signature': [authorization((text) => text.replace(/Signature=.*/, 'Signature=')), incomplete],
    'no signature': [authorization((text) => text.replace(/, Signature=.*/, '')), incomplete],
    'no credential': [authorization((text) => text.replace(/Credential=[^,]*, /, '')), incomplete],
    'no signed headers': [authorization((text) => text.replace(/SignedHeaders=[^,]*, /, '')), incomplete],
    'the host not signed': [
      authorization((text) => text.replace(/host;/, '')),
      ['SignatureDoesNotMatch', 'AccessDenied'],
    ],
    'a part twice': [authorization((text) => `${text}, Signature=${'0'.repeat(64)}`), incomplete],
    'a scope of four parts': [
      authorization((text) => text.replace('/iam/', '/').replace('/s3/', '/')),
      incomplete,
    ],
    'a scope of another day': [
      authorization((text) => text.replace('/20261120/', '/20261119/')),
      ['SignatureDoesNotMatch', 'AuthorizationHeaderMalformed'],
    ],
    'a scope of another region': [authorization((text) => text.replace('eu-west-1', 'eu-west-2')), mismatch],
    'another end of the scope': [
      authorization((text) => text.replace('aws4_request', 'aws5_request')),
      ['SignatureDoesNotMatch', 'AuthorizationHeaderMalformed'],
    ],
    SigV2: [
      authorization(() => 'AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg='),
      ['IncompleteSignature', 'InvalidRequest'],
    ],
    SigV4a: [
      authorization((text) => text.replace('HMAC-SHA256', 'ECDSA-P256-SHA256')),
      ['IncompleteSignature', 'InvalidRequest'],
    ],
    'a bearer token': [authorization(() => 'Bearer abc.def.ghi'), incomplete],
    'no date': [
      (fields) => {
        delete fields['x-amz-date']
        return undefined
      },
      incomplete,
    ],
    'a day that does not exist': [
      (fields) => {
        fields['x-amz-date'] = '20261131T120000Z'
        return undefined
      },
      incomplete,
    ],
    'a date that was moved': [
      (fields) => {
        fields['x-amz-date'] = '20261120T120001Z'
        return undefined
      },
      mismatch,
    ],
    'a payload hash that is none': [
      (fields) => {
        fields['x-amz-content-sha256'] = 'anything'
        return undefined
      },
      ['IncompleteSignature', 'InvalidArgument'],
    ],
    'a presigned query besides': [
      () => ({ query: 'X-Amz-Signature=abc' }),
      ['IncompleteSignature', 'InvalidArgument'],
    ],
  }

  test.each(Object.entries(cases))('%s', (_, [spoil, [aws, s3]]) => {
    expect(outcome(spoil)).toBe(aws)
    expect(outcome(spoil, 's3', 's3')).toBe(s3)
    expect(outcome(spoil, 'json')).toBe(jsonNames[aws])
  })

  test('S3 wants the hash of the body named', () => {
    const request = {
      ...signed().request,
      headers: RequestHeaders.from({
        host,
        'x-amz-date': '20261120T120000Z',
        authorization: signed().fields['authorization']!,
      }),
    }
    expect(() => readSignature(request, 's3')).toThrow(
      'Missing required header for this request: x-amz-content-sha256',
    )
  })

  test('two of them', () => {
    const { request, fields } = signed()
    const headers = RequestHeaders.fromRaw([
      ...Object.entries(fields).flat(),
      'Authorization',
      fields['authorization']!,
    ])
    expect(() => readSignature({ ...request, headers })).toThrow(/Only one auth mechanism allowed/)
  })

  test('a date in HTTP form', () => {
    const canonicalHeaders = { host, date: 'Fri, 20 Nov 2026 12:00:00 GMT' }
    const request: HttpRequest = {
      method: 'GET',
      path: '/',
      query: '',
      headers: RequestHeaders.from(canonicalHeaders),
      body: new Uint8Array(),
    }
    const scope = { date: '20261120', region: 'eu-west-1', service: 'iam' }
    const canonical = `GET\n/\n\ndate:${canonicalHeaders.date}\nhost:${host}\n\ndate;host\n${createHash('sha256').digest('hex')}`
    const toSign = `AWS4-HMAC-SHA256\n20261120T120000Z\n20261120/eu-west-1/iam/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`
    const hex = createHmac('sha256', deriveSigningKey(secret, scope)).update(toSign).digest('hex')
    const headers = RequestHeaders.from({
      ...canonicalHeaders,
      authorization: `AWS4-HMAC-SHA256 Credential=A/20261120/eu-west-1/iam/aws4_request, SignedHeaders=date;host, Signature=${hex}`,
    })
    const sent = { ...request, headers }
    expect(verifySignature(readSignature(sent)!, sent, secret, now).verified).toBe(true)
  })

  test.each([
    [
      -16,
      'SignatureDoesNotMatch',
      /^Signature expired: 20261120T114400Z is now earlier than 20261120T114500Z \(20261120T120000Z - 15 min\.\)$/,
    ],
    [-15, 'verified', undefined],
    [15, 'verified', undefined],
    [
      16,
      'SignatureDoesNotMatch',
      /^Signature not yet current: 20261120T121600Z is still later than 20261120T121500Z \(20261120T120000Z \+ 15 min\.\)$/,
    ],
  ])('signed %i minutes from now', (minutes, code, message) => {
    for (const service of ['iam', 's3']) {
      const { request, fields } = signed({ service, time: now + minutes * 60_000 })
      const sent = { ...request, headers: RequestHeaders.from(fields) }
      const dialect = service === 's3' ? 's3' : 'default'
      const result = verifySignature(readSignature(sent, dialect)!, sent, secret, now)
      if (result.verified) expect(code).toBe('verified')
      else {
        expect(result.fault.shape.code).toBe(service === 's3' ? 'RequestTimeTooSkewed' : code)
        if (service === 'iam') expect(result.fault.message).toMatch(message!)
      }
    }
  })

  test('the mismatch shows what should have been signed, and not the session token', () => {
    const { request, fields } = signed()
    const sent = { ...request, method: 'PUT', headers: RequestHeaders.from(fields) }
    for (const dialect of ['default', 's3'] as const) {
      const result = verifySignature(readSignature(sent, dialect)!, sent, secret, now)
      if (result.verified) throw new Error('verified')
      const shown = result.fault.message + JSON.stringify(result.fault.members)
      expect(shown).toContain('x-amz-security-token:***')
      expect(shown).toContain('host:shop.example')
      expect(shown).not.toContain(credentials.sessionToken)
    }
  })

  test('a body that is not read yet must be checked later', () => {
    const { request, fields } = signed({ service: 's3' })
    const { body: _, ...head } = { ...request, headers: RequestHeaders.from(fields) }
    const result = verifySignature(readSignature(head, 's3')!, head, secret, now)
    expect(result).toEqual({ verified: true, bodySha256: fields['x-amz-content-sha256'] })
  })

  test('an unsigned body is accepted by S3, and elsewhere only where it is allowed', () => {
    const check = (service: string, dialect: ErrorDialect, options: VerifyOptions) => {
      const request: HttpRequest = { ...signed().request }
      const added = signRequest(request, credentials, {
        service,
        region: 'eu-west-1',
        time: now,
        unsignedPayload: true,
      })
      const sent = { ...request, headers: RequestHeaders.from({ host, ...added }) }
      return verifySignature(readSignature(sent, dialect)!, sent, secret, now, options).verified
    }
    expect(check('s3', 's3', {})).toBe(true)
    expect(check('iam', 'default', {})).toBe(false)
    expect(check('iam', 'default', { unsignedPayload: true })).toBe(true)
  })
})
