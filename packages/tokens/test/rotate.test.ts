import {
  generateSigningKey,
  jwksDocument,
  type KeyRing,
  publishedKeys,
  readKeySet,
  readToken,
  rotate,
  signingKey,
  signToken,
  verifyToken,
} from '@rolecall/tokens'
import fc from 'fast-check'
import { expect, test } from 'vitest'

interface Key {
  readonly kid: string
}
const empty: KeyRing<Key> = { keys: [] }
const hour = 3_600_000

test('a key is published before it signs, and until its last token has expired', () => {
  const first = rotate(empty, 0, { kid: 'a' }, 7200)
  const second = rotate(first, 10 * hour, { kid: 'b' }, 7200)
  const seen = (now: number) => [
    signingKey(second, now)?.kid,
    ...publishedKeys(second, now).map(({ kid }) => kid),
  ]
  expect(seen(10 * hour)).toEqual(['a', 'a', 'b'])
  expect(seen(11 * hour - 1)).toEqual(['a', 'a', 'b'])
  expect(seen(11 * hour)).toEqual(['b', 'a', 'b'])
  expect(seen(13 * hour - 1)).toEqual(['b', 'a', 'b'])
  expect(seen(13 * hour)).toEqual(['b', 'b'])
  expect(rotate(second, 13 * hour, { kid: 'c' }, 7200).keys.map(({ key }) => key.kid)).toEqual(['b', 'c'])
})

test('the first key signs at once, and an empty ring signs nothing', () => {
  expect(signingKey(empty, 0)).toBeUndefined()
  expect(publishedKeys(empty, 0)).toEqual([])
  expect(signingKey(rotate(empty, 5, { kid: 'a' }, 60), 5)?.kid).toBe('a')
  expect(signingKey(rotate(empty, 5, { kid: 'a' }, 60), 4)?.kid).toBe('a')
})

test('a key in a hurry overtakes one that waits', () => {
  const waiting = rotate(rotate(empty, 0, { kid: 'a' }, 600), hour, { kid: 'b' }, 600)
  const ring = rotate(waiting, hour + 1, { kid: 'c' }, 600, 0)
  expect(signingKey(ring, hour + 1)?.kid).toBe('c')
  expect(signingKey(ring, 3 * hour)?.kid).toBe('c')
})

test('a shorter lifetime later does not take away the key of longer tokens', () => {
  const second = rotate(rotate(empty, 0, { kid: 'a' }, 7200), 0, { kid: 'b' }, 7200, 0)
  const third = rotate(second, hour, { kid: 'c' }, 60, 0)
  expect(publishedKeys(third, 2 * hour - 1).map(({ kid }) => kid)).toContain('a')
})

test('a key is not put in twice', () => {
  expect(() => rotate(rotate(empty, 0, { kid: 'a' }, 60), 1, { kid: 'a' }, 60)).toThrow(TypeError)
})

/** What may happen to an issuer, each after some milliseconds. */
const event = fc.oneof(
  fc.record({ what: fc.constant('rotate' as const), after: fc.nat(8 * hour), ahead: fc.nat(7200) }),
  fc.record({
    what: fc.constant('sign' as const),
    after: fc.nat(2 * hour),
    lifetime: fc.integer({ min: 1, max: 5 }),
  }),
)

test('at every moment, a token that has not expired verifies with the published keys', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), fc.nat(5 * 3600), (events, maxLifetime) => {
      let now = 0
      let ring = rotate(empty, now, { kid: '0' }, maxLifetime)
      const firstSeen = new Map([['0', -Infinity]])
      const tokens: { kid: string; exp: number }[] = []
      for (const [at, one] of events.entries()) {
        const next = now + one.after
        // Every moment at which something can change, and the ones around it.
        const moments = ring.keys.flatMap((key) => [key.signsFrom, key.publishedUntil ?? 0])
        const between = moments.flatMap((m) => [m - 1, m, m + 1]).filter((m) => m >= now && m <= next)
        for (const moment of [...between, next].sort((a, b) => a - b)) {
          const published = publishedKeys(ring, moment).map(({ kid }) => kid)
          const signer = signingKey(ring, moment)?.kid
          expect(published).toContain(signer)
          for (const token of tokens) if (moment < token.exp * 1000) expect(published).toContain(token.kid)
          tokens.push({ kid: signer ?? '', exp: Math.floor(moment / 1000) + maxLifetime })
        }
        now = next
        if (one.what === 'rotate') {
          ring = JSON.parse(JSON.stringify(rotate(ring, now, { kid: `${at + 1}` }, maxLifetime, one.ahead)))
          firstSeen.set(`${at + 1}`, now + one.ahead * 1000)
        } else {
          const signer = signingKey(ring, now)?.kid ?? ''
          expect(now).toBeGreaterThanOrEqual(firstSeen.get(signer) ?? Infinity)
          tokens.push({ kid: signer, exp: Math.floor(now / 1000) + Math.floor(maxLifetime / one.lifetime) })
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('real tokens verify across a rotation from RSA to EC', async () => {
  const issuer = 'https://oidc.example.com'
  const keys = [await generateSigningKey('RS256'), await generateSigningKey('ES256')] as const
  const lifetime = 600
  let ring = rotate({ keys: [] } as KeyRing<(typeof keys)[number]>, 0, keys[0], lifetime)
  ring = rotate(ring, hour, keys[1], lifetime)
  const tokens: { text: string; exp: number }[] = []
  for (let now = 0; now < 3 * hour; now += 150_000) {
    const published = await readKeySet(jwksDocument(publishedKeys(ring, now)))
    if (!published.ok) throw new Error('unread')
    const exp = now / 1000 + lifetime
    const key = signingKey(ring, now)
    if (key) tokens.push({ text: await signToken({ iss: issuer, sub: 'a', iat: now / 1000, exp }, key), exp })
    for (const token of tokens) {
      const reading = readToken(token.text)
      if (!reading.ok) throw new Error('unread')
      const verdict = await verifyToken(reading.token, published.keySet, { issuer, now })
      expect(verdict.ok).toBe(now < token.exp * 1000)
    }
  }
})
