import { providerHostPath } from '@rolecall/core'
import {
  audiences,
  generateSigningKey,
  jwksDocument,
  readKeySet,
  readServiceAccount,
  readToken,
  signToken,
  verifyToken,
} from '@rolecall/tokens'
import fc from 'fast-check'
import { expect, test } from 'vitest'

const base64url = (text: string) => Buffer.from(text).toString('base64url')
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 }))
/** Texts that get past the first checks. */
const nearTokens = fc
  .tuple(
    fc.oneof(fc.json(), fc.constant('{"alg":"RS256","kid":"a"}'), texts),
    fc.oneof(fc.json(), fc.constant('{"sub":"a"}'), texts),
    texts,
  )
  .map((parts) => parts.map(base64url).join('.'))

test('readToken reads any text', () => {
  fc.assert(
    fc.property(fc.oneof(texts, nearTokens), (text) => {
      expect(typeof readToken(text).ok).toBe('boolean')
    }),
    { numRuns: 3000 },
  )
})

test('what readToken accepts is the JSON that JSON.parse reads, and nothing else', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (claims) => {
      const json = JSON.stringify(claims)
      const reading = readToken(`${base64url('{"alg":"ES256"}')}.${base64url(json)}.AAAA`)
      expect(reading.ok && JSON.stringify(Object.entries(reading.token.claims))).toBe(
        JSON.stringify(Object.entries(JSON.parse(json) as object)),
      )
    }),
    { numRuns: 1000 },
  )
})

test('a name that stands twice is found wherever it stands, however it is written', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.jsonValue({ maxDepth: 2 }),
      fc.array(fc.constantFrom('[', '{')),
      fc.boolean(),
      (name, value, open, isEscaped) => {
        const escapes = [...Array(name.length).keys()].map(
          (at) => `\\u${name.charCodeAt(at).toString(16).padStart(4, '0')}`,
        )
        const again = isEscaped ? `"${escapes.join('')}"` : JSON.stringify(name)
        const wrapped = open
          .slice(0, 8)
          .reduce(
            (inner, kind) => (kind === '[' ? `[1,${inner}]` : `{"z":${inner}}`),
            `{${JSON.stringify(name)}:${JSON.stringify(value)}, ${again} :1}`,
          )
        const reading = readToken(`${base64url('{"alg":"ES256"}')}.${base64url(`{"a":${wrapped}}`)}.AAAA`)
        expect(reading).toMatchObject({ ok: false, refusal: { code: 'duplicate-member' } })
      },
    ),
    { numRuns: 1000 },
  )
})

test('readKeySet reads any text and any object', async () => {
  const jwk = fc.record(
    {
      kty: fc.oneof(fc.constantFrom('RSA', 'EC', 'oct'), fc.jsonValue()),
      kid: fc.oneof(fc.string(), fc.jsonValue()),
      alg: fc.oneof(fc.constantFrom('RS256', 'ES256'), fc.jsonValue()),
      crv: fc.oneof(fc.constant('P-256'), fc.jsonValue()),
      ...Object.fromEntries(
        ['n', 'e', 'x', 'y', 'd', 'use', 'key_ops'].map((member) => [
          member,
          fc.oneof(
            fc.uint8Array({ maxLength: 300 }).map((b) => Buffer.from(b).toString('base64url')),
            fc.jsonValue(),
          ),
        ]),
      ),
    },
    { requiredKeys: [] },
  )
  const sets = fc.record({ keys: fc.oneof(fc.array(fc.oneof(jwk, fc.jsonValue())), fc.jsonValue()) })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        texts,
        fc.json(),
        sets,
        fc.object(),
        sets.map((set) => JSON.stringify(set)),
      ),
      async (set) => {
        expect(typeof (await readKeySet(set)).ok).toBe('boolean')
      },
    ),
    { numRuns: 1500 },
  )
})

test('providerHostPath reads any text, and its own answers as themselves', () => {
  const near = fc
    .tuple(
      fc.constantFrom('https://', 'http://', 'HTTPS://'),
      fc.webAuthority(),
      fc.oneof(fc.webPath(), texts),
    )
    .map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.oneof(texts, fc.webUrl(), near), fc.boolean(), (text, allowLoopbackHttp) => {
      const name = providerHostPath(text, { allowLoopbackHttp })
      if (name === undefined) return
      expect(name).toMatch(/^[a-z0-9.:[\]-]+(\/[\w.~@:+=-]+)*$/)
      expect(providerHostPath(`https://${name}/`)).toBe(name)
    }),
    { numRuns: 3000 },
  )
})

test('claims of any kind are read', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('aud', 'sub', 'kubernetes.io', 'x'), fc.jsonValue()),
      (claims) => {
        expect(Array.isArray(audiences(claims))).toBe(true)
        readServiceAccount(claims)
      },
    ),
  )
})

test.each(['RS256', 'ES256'] as const)(
  'a good %s token with any one character changed is refused',
  async (algorithm) => {
    const key = await generateSigningKey(algorithm)
    const published = await readKeySet(jwksDocument([key]))
    if (!published.ok) throw new Error('unread')
    const checks = { issuer: 'https://oidc.example.com', now: 1_700_000_000_000 }
    const token = await signToken({ iss: checks.issuer, sub: 'a', aud: ['b'], exp: 1_700_000_600 }, key)
    const isAccepted = async (text: string) => {
      const reading = readToken(text)
      return reading.ok && (await verifyToken(reading.token, published.keySet, checks)).ok
    }
    expect(await isAccepted(token)).toBe(true)
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. \n\0é'
    const accepted: string[] = []
    for (let at = 0; at < token.length; at++) {
      // The last characters of a segment hold bits that belong to no byte: there, each of the alphabet is tried.
      const isEdge = at === token.length - 1 || token[at + 1] === '.'
      const others = isEdge ? [...alphabet] : [...alphabet].filter((_, i) => (i + at) % 24 === 0)
      const changed = [
        ...others
          .filter((one) => one !== token[at])
          .map((one) => token.slice(0, at) + one + token.slice(at + 1)),
        token.slice(0, at) + token.slice(at + 1),
        `${token.slice(0, at)}A${token.slice(at)}`,
      ]
      for (const text of changed) if (await isAccepted(text)) accepted.push(text)
    }
    expect(accepted).toEqual([])
  },
)
