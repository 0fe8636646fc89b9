import {
  type HttpRequest,
  presign,
  RequestHeaders,
  readSignature,
  type VerifyOptions,
  verifySignature,
} from '@rolecall/aws-protocol'
import { describe, expect, test } from 'vitest'
import { credentials } from './sdk.ts'

const secret = credentials.secretAccessKey
const now = Date.UTC(2026, 10, 20, 12, 0, 0)
const host = 'shop.example'

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
