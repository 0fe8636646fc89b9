import { createPrivateKey, generateKeyPairSync } from 'node:crypto'
import {
  generateSigningKey,
  jwksDocument,
  type KeySet,
  limits,
  type PublicKey,
  readKeySet,
  readToken,
  type SigningKey,
  type TokenVerdict,
  verifyToken,
} from '@rolecall/tokens'
import { SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { badTokenRows } from './bad-tokens.data.ts'
import { badTokens } from './bad-tokens.ts'
import { type Content, forge, signWith } from './forge.ts'

const issuer = 'https://oidc.example.com/id/0123456789ABCDEF'
const seconds = Date.UTC(2026, 0, 1) / 1000
const now = seconds * 1000
const claims = {
  iss: issuer,
  sub: 'system:serviceaccount:shop:reports',
  aud: ['sts.amazonaws.com'],
  iat: seconds,
  nbf: seconds,
  exp: seconds + 600,
}

let keys: Readonly<Record<'RS256' | 'ES256', SigningKey>>
beforeAll(async () => {
  keys = { RS256: await generateSigningKey('RS256'), ES256: await generateSigningKey('ES256') }
})

async function keySet(published: readonly PublicKey[] = Object.values(keys)): Promise<KeySet> {
  const reading = await readKeySet(JSON.stringify(jwksDocument(published)))
  if (!reading.ok) throw new Error(reading.refusal.message)
  return reading.keySet
}

async function verify(text: string, set?: KeySet, checks = {}): Promise<TokenVerdict> {
  const reading = readToken(text)
  if (!reading.ok) return reading
  return verifyToken(reading.token, set ?? (await keySet()), { issuer, now, ...checks })
}

/** Signed by the issuer's key, whatever it is. */
function signed(key: SigningKey, header: Content, content: Content): string {
  return forge(issuer, key, claims).signed(header, content)
}

describe.each(['RS256', 'ES256'] as const)('%s', (algorithm) => {
  test('no bad token is accepted, and each is refused for its own reason', async () => {
    const set = await keySet()
    const bad = await badTokens(issuer, keys[algorithm], claims)
    const outcomes = await Promise.all(bad.map(async ({ token }) => outcome(await verify(token, set))))
    expect(bad.length).toBeGreaterThan(180)
    expect(bad.map(({ name }, at) => `${name}: ${outcomes[at]}`)).toEqual(
      bad.map(({ name, code }) => `${name}: ${code}`),
    )
  })

  test('a refusal does not repeat the token', async () => {
    const set = await keySet()
    for (const { token } of await badTokens(issuer, keys[algorithm], claims)) {
      const verdict = await verify(token, set)
      const message = verdict.ok ? '' : verdict.refusal.message
      expect(message.length).toBeLessThan(300)
      const parts = token.split('.').filter((part) => part.length > 20)
      expect(parts.filter((part) => message.includes(part))).toEqual([])
    }
  })

  test.each<[string, object, object]>([
    ['as Kubernetes writes it', {}, {}],
    ['with typ JWT', { typ: 'JWT' }, {}],
    ['with typ jwt in full', { typ: 'application/jwt' }, {}],
    ['an access token', { typ: 'at+jwt' }, {}],
    ['with a thumbprint of a certificate, as Entra ID writes', { typ: 'JWT', x5t: 'abc' }, {}],
    [
      'with an address of keys that is not followed, as Cloud Foundry writes',
      { jku: 'https://x.example.com' },
      {},
    ],
    ['with claims in all scripts', {}, { name: 'Ωmega “quoted” 🦊 \u{0} \\', list: [{ a: 1 }, { a: 1 }] }],
    ['with claims named as parts of objects are', {}, { constructor: 1, ['__proto__']: 2, toString: 3 }],
    ['without nbf and iat', {}, { nbf: undefined, iat: undefined }],
    ['from a clock a minute ahead', {}, { iat: seconds + 60, nbf: seconds + 60 }],
    ['in its last second', {}, { exp: seconds + 1 }],
  ])('a good token by jose is accepted: %s', async (_, header, more) => {
    const key = keys[algorithm]
    const content = { ...claims, ...more }
    const token = await new SignJWT(content)
      .setProtectedHeader({ alg: algorithm, kid: key.kid, ...header })
      .sign(key.privateKey)
    expect(await verify(token)).toMatchObject({ ok: true, claims: JSON.parse(JSON.stringify(content)) })
  })

  test('a good token by node:crypto is accepted, spread over lines inside its JSON', async () => {
    const key = keys[algorithm]
    const header = JSON.stringify({ kid: key.kid, alg: algorithm }, null, 2)
    expect(await verify(signed(key, header, JSON.stringify(claims, null, 2)))).toMatchObject({ ok: true })
  })

  test('a token as long as AWS allows is accepted', async () => {
    const key = keys[algorithm]
    const header = { alg: algorithm, kid: key.kid }
    const room = limits.tokenCharacters - signed(key, header, { ...claims, pad: '' }).length
    const token = signed(key, header, { ...claims, pad: 'a'.repeat(Math.floor((room * 3) / 4)) })
    expect(limits.tokenCharacters - token.length).toBeLessThan(4)
    expect(await verify(token)).toMatchObject({ ok: true })
  })

  test('a token without a key id is accepted only where the set leaves no choice', async () => {
    const token = signed(keys[algorithm], { alg: algorithm }, claims)
    expect(outcome(await verify(token))).toBe('accepted')
    const another = await generateSigningKey(algorithm)
    expect(outcome(await verify(token, await keySet([keys[algorithm], another])))).toBe('unknown-key')
    expect(outcome(await verify(token, await keySet([])))).toBe('unknown-key')
    expect(outcome(await verify(token, await keySet([another])))).toBe('bad-signature')
  })

  test('a token is valid up to its last millisecond, from its leeway on', async () => {
    const { kid } = keys[algorithm]
    const token = signed(keys[algorithm], { alg: algorithm, kid }, claims)
    const at = async (moment: number, more = {}) =>
      outcome(await verify(token, undefined, { now: moment, ...more }))
    expect(await at(claims.exp * 1000 - 1)).toBe('accepted')
    expect(await at(claims.exp * 1000)).toBe('expired')
    expect(await at(now - 60_000)).toBe('accepted')
    expect(await at(now - 60_001)).toBe('not-yet-valid')
    expect(await at(now - 1, { leewaySeconds: 0 })).toBe('not-yet-valid')
  })
})

test('a forged token is refused for its signature, whatever it claims', async () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const header = { alg: 'RS256', kid: keys.RS256.kid }
  for (const change of [{ exp: 0 }, { iss: 'x' }, { nbf: seconds * 2 }, { sub: undefined }]) {
    expect(outcome(await verify(signWith(privateKey, header, { ...claims, ...change })))).toBe(
      'bad-signature',
    )
  }
})

test('what every object has is no claim', async () => {
  const { kid } = keys.ES256
  const verdict = await verify(signed(keys.ES256, { alg: 'ES256', kid }, claims))
  expect(verdict.ok && [verdict.claims.constructor, verdict.claims['toString']]).toEqual([
    undefined,
    undefined,
  ])
})

test('the names of the table are distinct', () => {
  const names = badTokenRows.map(({ name, only }) => `${name} ${only}`)
  expect(new Set(names).size).toBe(names.length)
})

test('a key of 1024 bits that the issuer does publish verifies nothing', async () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 1024 })
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'weak', alg: 'RS256', use: 'sig' }
  const reading = await readKeySet({ keys: [jwk] })
  const token = signWith(
    createPrivateKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    { alg: 'RS256', kid: 'weak' },
    claims,
  )
  const verdict = await verify(token, reading.ok ? reading.keySet : undefined)
  expect(verdict).toMatchObject({ ok: false, refusal: { code: 'unusable-key' } })
  expect(verdict.ok || verdict.refusal.message).toContain('1024 bits')
})

function outcome(verdict: TokenVerdict): string {
  return verdict.ok ? 'accepted' : verdict.refusal.code
}
