import { generateKeyPairSync } from 'node:crypto'
import { generateSigningKey, jwksDocument, limits, type SigningKey } from '@rolecall/tokens'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../start-test-server.ts'
import { testAuthorities } from '../../test-authorities.data.ts'
import { outcome } from '../sts/sts-calls.ts'
import { putIssuer, register } from './connected-cluster-calls.ts'

let server: TestServer
let key: SigningKey
beforeAll(async () => {
  server = await startTestServer()
  key = await generateSigningKey('RS256')
  await register(server, 'taken')
  await putIssuer(server, { name: 'taken', issuer: 'https://taken.example' })
})
afterAll(async () => {
  expect(server.errors).toEqual([])
  await server.close()
})

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe('is refused', () => {
  describe('keys', () => {
    const set = (...keys: unknown[]) => JSON.stringify({ keys })
    const published = () => ({ ...jwksDocument([key]).keys[0] })
    const other = () => ({
      ...published(),
      n: published().n?.replace(/^./, (first) => (first === 'z' ? 'y' : 'z')),
    })
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' })
    test.each<[string, () => string, RegExp]>([
      ['that are no JSON', () => 'keys', /no JSON Web Key Set/],
      ['that are a list', () => '[]', /no JSON Web Key Set/],
      ['without a list', () => '{"keys":{}}', /no JSON Web Key Set: it has no list of keys/],
      ['with a name twice', () => '{"keys":[],"keys":[]}', /no JSON Web Key Set/],
      ['too many', () => set(...Array(limits.keySetKeys + 1).fill({})), /more keys than are read/],
      ['of none', () => set(), /there are none/],
      ['of nothing', () => set(null, 1, 'a'), /there are none/],
      ['with a private key', () => set(published(), { ...key.privateJwk, kid: 'x' }), /private key material/],
      ['with a secret', () => set(published(), { kty: 'oct', k: 'c2VjcmV0' }), /private key material/],
      ['too weak', () => set({ ...small, kid: 'weak' }), /none of them can verify a token .*1024 bits/],
      ['for encryption', () => set({ ...published(), use: 'enc' }), /none of them .*not for signatures/],
      ['two of one id', () => set(published(), other()), /two keys have the id/],
    ])('%s', async (_name, keys, expected) => {
      const put = putIssuer(server, { name: 'taken', issuer: 'https://taken.example', keys: keys() })
      const came = await outcome(put)
      expect(came).toMatch(/^InvalidParameterException: The keys cannot be used: /)
      expect(came).toMatch(expected)
      for (const secret of [key.privateJwk['d'], 'c2VjcmV0']) expect(came).not.toContain(secret)
    })

    test('too large', async () => {
      const keys = set({ ...published(), x5c: ['A'.repeat(600_000)] })
      const put = putIssuer(server, { name: 'taken', issuer: 'https://taken.example', keys })
      expect(await outcome(put)).toMatch(/^RequestEntityTooLarge/)
    })
  })

  describe('a certificate authority', () => {
    test.each<[string, string, RegExp]>([
      ['that is no base64', '***', /it is no base64/],
      ['without a certificate', base64('hello'), /it holds no certificate in PEM/],
      [
        'with a private key',
        base64(testAuthorities.server.cert + testAuthorities.server.key),
        /a private key is in it/,
      ],
      [
        'that cannot be read',
        base64('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
        /one of its certificates cannot be read/,
      ],
      ['of many', base64(testAuthorities.one.repeat(21)), /more than 20 certificates/],
      ['that is long', base64('a'.repeat(60_000)), /longer than 65536 characters/],
    ])('%s', async (_name, data, expected) => {
      const put = { name: 'taken', issuer: 'https://taken.example', certificateAuthority: { data } }
      const came = await outcome(putIssuer(server, put))
      expect(came).toMatch(/^InvalidParameterException: The certificate authority cannot be used: /)
      expect(came).toMatch(expected)
    })

    test('for an issuer without TLS', async () => {
      await register(server, 'plain')
      const certificateAuthority = { data: base64(testAuthorities.one) }
      expect(
        await outcome(
          putIssuer(server, { name: 'plain', issuer: 'http://127.0.0.1:1', certificateAuthority }),
        ),
      ).toMatch(/^InvalidParameterException: An issuer without TLS has no certificate authority\.$/)
    })
  })
})
