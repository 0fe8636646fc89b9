import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import { generateSigningKey, jwksDocument, limits, readKeySet, type SigningKey } from '@rolecall/tokens'
import { beforeAll, describe, expect, test } from 'vitest'

let rsa: SigningKey
let ec: SigningKey
beforeAll(async () => {
  rsa = await generateSigningKey('RS256')
  ec = await generateSigningKey('ES256')
})

const jwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }) })
const bytes = (length: number) => Buffer.alloc(length, 0xff).toString('base64url')

async function read(jwks: string | object) {
  const reading = await readKeySet(jwks)
  if (!reading.ok) return reading.refusal.code
  return {
    keys: reading.keySet.keys.map(({ kid, algorithm }) => [kid, algorithm]),
    unusable: reading.keySet.unusable.map(({ kid }) => kid),
  }
}

describe('a set of one key', () => {
  test.each<[string, (good: Record<string, unknown>) => unknown, boolean]>([
    ['as Kubernetes writes it', (good) => good, true],
    ['without use and alg', ({ use, alg, ...rest }) => rest, true],
    ['with key_ops for verifying', (good) => ({ ...good, key_ops: ['verify'] }), true],
    ['with a certificate nobody reads', (good) => ({ ...good, x5c: ['MIIB'], x5t: 'abc' }), true],
    ['with private members, which are passed over', () => ({ ...rsa.privateJwk, kid: 'k' }), true],
    ['with a zero before the modulus', (good) => ({ ...good, n: zeroBefore(String(good.n)) }), true],
    ['for encryption', (good) => ({ ...good, use: 'enc' }), false],
    ['with key_ops for signing', (good) => ({ ...good, key_ops: ['sign'] }), false],
    ['with key_ops that are no list', (good) => ({ ...good, key_ops: 'verify' }), false],
    ['for another algorithm', (good) => ({ ...good, alg: 'RS512' }), false],
    ['for an algorithm of another type', (good) => ({ ...good, alg: 'ES256' }), false],
    ['for HS256', (good) => ({ ...good, alg: 'HS256' }), false],
    ['for an algorithm in a list', (good) => ({ ...good, alg: ['RS256'] }), false],
    ['of a type nobody knows', (good) => ({ ...good, kty: 'XYZ' }), false],
    ['that is symmetric', () => ({ kty: 'oct', k: 'c2VjcmV0', alg: 'HS256', kid: 'k' }), false],
    ['of 1024 bits', () => jwk(generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey), false],
    ['of 2040 bits', (good) => ({ ...good, n: bytes(255) }), false],
    ['of 1024 bits behind zeros', (good) => ({ ...good, n: zeroBefore(bytes(128), 128) }), false],
    ['of 8200 bits', (good) => ({ ...good, n: bytes(1025) }), false],
    [
      'with a modulus of a hundred thousand characters',
      (good) => ({ ...good, n: 'A'.repeat(100_000) }),
      false,
    ],
    ['with a modulus of zero', (good) => ({ ...good, n: 'AAAA' }), false],
    ['with the exponent 1', (good) => ({ ...good, e: 'AQ' }), false],
    ['with the exponent 0', (good) => ({ ...good, e: 'AA' }), false],
    ['with an even exponent', (good) => ({ ...good, e: 'AQAA' }), false],
    ['with a long exponent', (good) => ({ ...good, e: bytes(5) }), false],
    ['without an exponent', ({ e, ...rest }) => rest, false],
    ['with numbers in base64', (good) => ({ ...good, n: `${good.n}==` }), false],
    ['with numbers that are numbers', (good) => ({ ...good, n: 3233 }), false],
    ['P-384', () => jwk(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), true],
    ['P-521', () => jwk(generateKeyPairSync('ec', { namedCurve: 'P-521' }).publicKey), false],
    [
      'P-384 said to be P-256',
      () => ({ ...jwk(generateKeyPairSync('ec', { namedCurve: 'P-384' }).publicKey), crv: 'P-256' }),
      false,
    ],
    ['off its curve', () => ({ ...ec.publicJwk, y: ec.publicJwk.x }), false],
    ['at the origin', () => ({ ...ec.publicJwk, x: zeroBefore('', 32), y: zeroBefore('', 32) }), false],
    [
      'of secp256k1 said to be P-256',
      () => ({ ...jwk(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey), crv: 'P-256' }),
      false,
    ],
    ['Ed25519', () => jwk(generateKeyPairSync('ed25519').publicKey), false],
    ['with an id that is a number', (good) => ({ ...good, kid: 7 }), false],
    ['with an id of 257 characters', (good) => ({ ...good, kid: 'k'.repeat(257) }), false],
    ['that is null', () => null, false],
    ['that is a text', () => 'key', false],
    ['that is a list', () => [[]], false],
  ])('%s', async (_, make, isUsable) => {
    const [good] = jwksDocument([rsa]).keys
    const reading = await readKeySet(JSON.stringify({ keys: [make({ ...good })] }))
    expect(reading.ok && reading.keySet.keys.length).toBe(isUsable ? 1 : 0)
  })
})

test('a bad key does not take the good ones with it', async () => {
  const { keys } = jwksDocument([rsa, ec])
  expect(
    await read({ keys: [null, { kty: 'oct' }, ...keys, { ...keys[0], kid: 'enc', use: 'enc' }] }),
  ).toEqual({
    keys: [
      [rsa.kid, 'RS256'],
      [ec.kid, 'ES256'],
    ],
    unusable: [undefined, 'enc'],
  })
})

test('the same key twice is one key', async () => {
  const { keys } = jwksDocument([rsa])
  expect(await read({ keys: [...keys, ...keys] })).toEqual({ keys: [[rsa.kid, 'RS256']], unusable: [] })
})

test('two keys under one id are none, unless their types tell them apart', async () => {
  const other = await generateSigningKey('RS256')
  const [one, two, three] = jwksDocument([rsa, other, ec]).keys.map((key) => ({ ...key, kid: 'same' }))
  expect(await read({ keys: [one, two, three] })).toEqual({
    keys: [['same', 'ES256']],
    unusable: ['same', 'same'],
  })
})

test.each<[string, string | object, string]>([
  ['no JSON', 'keys', 'malformed'],
  ['a list', '[]', 'malformed'],
  ['no keys', '{}', 'malformed'],
  ['keys that are no list', '{"keys":{}}', 'malformed'],
  ['keys twice', '{"keys":[],"keys":[]}', 'malformed'],
  ['nested too deep', `{"a":${'['.repeat(50)}${']'.repeat(50)},"keys":[]}`, 'malformed'],
  ['too many keys', { keys: Array(limits.keySetKeys + 1).fill({ kty: 'RSA' }) }, 'too-many-keys'],
  ['too long', `{"keys":[],"a":"${'a'.repeat(limits.keySetBytes)}"}`, 'too-large'],
])('a set is refused: %s', async (_, jwks, code) => {
  expect(await read(jwks)).toBe(code)
})

test('an empty set is a set', async () => {
  expect(await read('{"keys":[]}')).toEqual({ keys: [], unusable: [] })
})

function zeroBefore(text: string, zeros = 1): string {
  return Buffer.concat([Buffer.alloc(zeros), Buffer.from(text, 'base64url')]).toString('base64url')
}
