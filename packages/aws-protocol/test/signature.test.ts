import { createHash, createHmac } from 'node:crypto'
import {
  deriveSigningKey,
  type ErrorDialect,
  type HttpRequest,
  presign,
  RequestHeaders,
  readSignature,
  signingKeyCache,
  signRequest,
  type VerifyOptions,
  verifySignature,
} from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
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

describe('a presigned request', () => {
  const base: HttpRequest = {
    method: 'GET',
    path: '/',
    query: 'Action=GetCallerIdentity&Version=2011-06-15',
    headers: RequestHeaders.from({ host, 'x-k8s-aws-id': 'shop' }),
    body: new Uint8Array(),
  }
  const options = { service: 'sts', region: 'eu-west-1', time: now }
  const sign = (expires?: number) => ({
    ...base,
    query: presign(base, credentials, { ...options, ...(expires === undefined ? {} : { expires }) }),
  })
  const at = (request: HttpRequest, seconds: number, verify: VerifyOptions = {}) => {
    const result = verifySignature(readSignature(request)!, request, secret, now + seconds * 1000, verify)
    return result.verified ? 'verified' : result.fault.message
  }

  test('lives as long as it says', () => {
    expect(at(sign(60), 60)).toBe('verified')
    expect(at(sign(60), 61)).toBe(
      'Signature expired: 20261120T120000Z is now earlier than 20261120T120001Z (20261120T120101Z - 1 min.)',
    )
    expect(at(sign(604_800), 604_800)).toBe('verified')
    expect(at(sign(60), -901)).toMatch(/^Signature not yet current/)
  })

  test('lives as long as the verifier says: a kubectl token asks for 60 seconds and gets 15 minutes', () => {
    expect(at(sign(60), 900, { lifetime: 900 })).toBe('verified')
    expect(at(sign(60), 901, { lifetime: 900 })).toMatch(/ - 15 min\.\)$/)
    expect(at(sign(604_800), 901, { lifetime: 900 })).toMatch(/^Signature expired/)
    expect(at(sign(), 900)).toBe('verified')
  })

  test('is for the cluster it names', () => {
    const request = { ...sign(60), headers: RequestHeaders.from({ host, 'x-k8s-aws-id': 'other' }) }
    expect(at(request, 0)).toMatch(/^The request signature we calculated does not match/)
  })

  const spoiled: readonly (readonly [string, (query: string) => string, aws: string, s3: string])[] = [
    [
      'expires 0',
      (query) => query.replace(/Expires=\d+/, 'Expires=0'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'expires in over a week',
      (query) => query.replace(/Expires=\d+/, 'Expires=604801'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'expires before',
      (query) => query.replace(/Expires=\d+/, 'Expires=-1'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'expires sometime',
      (query) => query.replace(/Expires=\d+/, 'Expires=soon'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'expires later',
      (query) => query.replace(/Expires=\d+/, 'Expires=3600'),
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
    ],
    [
      'no date',
      (query) => query.replace(/X-Amz-Date=[^&]*&/, ''),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'a broken date',
      (query) => query.replace(/X-Amz-Date=[^&]*/, 'X-Amz-Date=today'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'no signature',
      (query) => query.replace(/&X-Amz-Signature=.*/, ''),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'SigV4a',
      (query) => query.replace('HMAC-SHA256', 'ECDSA-P256-SHA256'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'a parameter twice',
      (query) => `${query}&X-Amz-Date=20261120T120000Z`,
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'a broken escape',
      (query) => query.replace('%2F', '%zz'),
      'IncompleteSignature',
      'AuthorizationQueryParametersError',
    ],
    [
      'another action',
      (query) => query.replace('GetCallerIdentity', 'GetSessionToken'),
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
    ],
    ['a further parameter', (query) => `${query}&more=1`, 'SignatureDoesNotMatch', 'SignatureDoesNotMatch'],
    [
      'a parameter that looks like the signature',
      (query) => `${query}&X%2DAmz-Signature=1`,
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
    ],
  ]
  test.each(spoiled)('%s', (_, spoil, aws, s3) => {
    for (const [dialect, service, expected] of [
      ['default', 'sts', aws],
      ['s3', 's3', s3],
    ] as const) {
      const query = presign(base, credentials, { ...options, service, expires: 60 })
      const request = { ...base, query: spoil(query) }
      const verify = () => {
        const result = verifySignature(readSignature(request, dialect)!, request, secret, now)
        if (!result.verified) throw result.fault
      }
      expect(verify).toThrow(expect.objectContaining({ name: expected }))
    }
  })

  test('AWS IoT adds the token after signing, and nobody else may', () => {
    for (const service of ['iotdevicegateway', 'sts']) {
      const { sessionToken, ...keys } = credentials
      const query = presign(base, keys, { ...options, service, expires: 60 })
      const request = { ...base, query: `${query}&X-Amz-Security-Token=${encodeURIComponent(sessionToken)}` }
      const signature = readSignature(request)!
      expect(signature.sessionToken).toBe(sessionToken)
      expect(verifySignature(signature, request, secret, now).verified).toBe(service !== 'sts')
    }
  })

  test('SigV2', () => {
    const request = { ...base, query: 'AWSAccessKeyId=A&Signature=b&SignatureVersion=2' }
    expect(() => readSignature(request)).toThrow(/Signature Version 2/)
    expect(() => readSignature(request, 's3')).toThrow(/Please use AWS4-HMAC-SHA256/)
  })
})

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
