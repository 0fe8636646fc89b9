import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  discoveryDocument,
  generateSigningKey,
  importSigningKey,
  jwksDocument,
  keyId,
  type SigningKey,
} from '@rolecall/tokens'
import { describe, expect, test } from 'vitest'

/** Public keys of Kubernetes' own tests and the ids it gives them (pkg/serviceaccount/openidmetadata_test.go). */
const kubernetes = [
  {
    kid: 'JHJehTTTZlsspKHT-GaJxK7Kd1NQgZJu3fyK6K_QDYU',
    kty: 'RSA',
    n: '249XwEo9k4tM8fMxV7zxOhcrP-WvXn917koM5Qr2ZXs4vo26e4ytdlrV0bQ9SlcLpQVSYjIxNfhTZdDt-ecIzshKuv1gKIxbbLQMOuK1eA_4HALyEkFgmS_tleLJrhc65tKPMGD-pKQ_xhmzRuCG51RoiMgbQxaCyYxGfNLpLAZK9L0Tctv9a0mJmGIYnIOQM4kC1A1I1n3EsXMWmeJUj7OTh_AjjCnMnkgvKT2tpKxYQ59PgDgU8Ssc7RDSmSkLxnrv-OrN80j6xrw0OjEiB4Ycr0PqfzZcvy8efTtFQ_Jnc4Bp1zUtFXt7-QeevePtQ2EcyELXE0i63T1CujRMWw',
    e: 'AQAB',
  },
  {
    kid: 'SoABiieYuNx4UdqYvZRVeuC6SihxgLrhLy9peHMHpTc',
    kty: 'EC',
    crv: 'P-256',
    x: 'H6cuzP8XuD5wal6wf9M6xDljTOPLX2i8uIp_C_ASqiI',
    y: 'BlHnikLV9PyEd6gl8k4T_3Wwoh6xd79XLoQTh2PAi1Y',
  },
]

test.each(kubernetes)('the id of a key is the one Kubernetes computes: $kty', ({ kid, ...jwk }) => {
  expect(keyId(createPublicKey({ key: jwk, format: 'jwk' }))).toBe(kid)
})

describe.each([
  ['RS256', 'rsa', { modulusLength: 2048 }],
  ['ES256', 'ec', { namedCurve: 'P-256' }],
] as const)('%s', (algorithm, type, options) => {
  const { privateKey } = generateKeyPairSync(type as 'rsa', options as { modulusLength: number })
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const older = privateKey.export({ type: type === 'rsa' ? 'pkcs1' : ('sec1' as 'pkcs1'), format: 'pem' })

  test('a key is the same by its JWK and each kind of PEM', async () => {
    const keys = await Promise.all(
      [pkcs8, older.toString(), { ...privateKey.export({ format: 'jwk' }) }].map(importSigningKey),
    )
    expect(keys.map(({ kid }) => kid)).toEqual(Array(3).fill(keyId(createPublicKey(privateKey))))
    expect(keys.map((key) => key.algorithm)).toEqual(Array(3).fill(algorithm))
  })

  test('a new key can be stored and read back', async () => {
    const key = await generateSigningKey(algorithm)
    const stored = JSON.parse(JSON.stringify(key.privateJwk)) as SigningKey['privateJwk']
    expect(await importSigningKey(stored)).toMatchObject({ kid: key.kid, publicJwk: key.publicJwk })
    expect(key.kid).toMatch(/^[\w-]{43}$/)
  })

  test('nothing private is published', async () => {
    const key = await generateSigningKey(algorithm)
    const text = JSON.stringify(jwksDocument([key]))
    const { kty, crv, n, e, x, y, ...secrets } = key.privateJwk
    expect(Object.values(secrets).length).toBeGreaterThan(0)
    expect(Object.values(secrets).filter((secret) => text.includes(secret))).toEqual([])
    expect(jwksDocument([key])).toEqual({
      keys: [{ use: 'sig', kid: key.kid, alg: algorithm, ...key.publicJwk }],
    })
  })

  test.each<[string, (jwk: Record<string, unknown>) => string | object]>([
    ['a public JWK', ({ kty, crv, n, e, x, y }) => JSON.parse(JSON.stringify({ kty, crv, n, e, x, y }))],
    ['a public PEM', () => createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()],
    ['text', () => 'secret'],
    ['nothing', () => ({})],
    ['a symmetric key', () => ({ kty: 'oct', k: 'c2VjcmV0' })],
    [
      'an RSA key of 1024 bits',
      () => generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ format: 'jwk' }),
    ],
    [
      'a P-521 key',
      () => generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey.export({ format: 'jwk' }),
    ],
    ['an Ed25519 key', () => generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })],
    ['a private part that is cut', (jwk) => ({ ...jwk, [jwk.p ? 'p' : 'd']: 'AAAA' })],
    ['half a private part', ({ q, ...rest }) => (q ? rest : { ...rest, d: undefined })],
    [
      'the public part of another key',
      (jwk) => {
        const another = generateKeyPairSync(type as 'rsa', options as { modulusLength: number })
        return { ...jwk, ...another.publicKey.export({ format: 'jwk' }) }
      },
    ],
  ])('is not made from %s', async (_, make) => {
    const jwk = privateKey.export({ format: 'jwk' }) as Record<string, unknown>
    const error: unknown = await importSigningKey(make(jwk) as string).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(TypeError)
    expect(String(error)).not.toContain(String(jwk.d).slice(0, 8))
  })
})

test('the discovery document has the members an EKS issuer serves', () => {
  const issuer = 'https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'
  expect(discoveryDocument(issuer, `${issuer}/keys`, ['RS256', 'RS256'])).toEqual({
    issuer,
    jwks_uri: `${issuer}/keys`,
    authorization_endpoint: 'urn:kubernetes:programmatic_authorization',
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    claims_supported: ['sub', 'iss'],
    id_token_signing_alg_values_supported: ['RS256'],
  })
})
