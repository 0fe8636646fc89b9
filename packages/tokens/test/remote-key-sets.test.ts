import {
  discoveryDocument,
  type FetchLike,
  generateSigningKey,
  jwksDocument,
  remoteKeySets,
  type SigningKey,
} from '@rolecall/tokens'
import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { badIssuerAnswers, someIssuer } from './bad-issuer-answers.data.ts'

const { issuer, discoveryUrl, keysUrl } = someIssuer
const second = 1000
const minute = 60 * second

let first: SigningKey
let next: SigningKey
beforeAll(async () => {
  first = await generateSigningKey('ES256')
  next = await generateSigningKey('ES256')
})

/** An issuer somewhere: addresses and what they answer. */
let answers: Record<string, unknown>
let asked: string[]
let now: number
beforeEach(() => {
  answers = {
    [discoveryUrl]: discoveryDocument(issuer, keysUrl, ['ES256']),
    [keysUrl]: jwksDocument([first]),
  }
  asked = []
  now = Date.UTC(2026, 0, 1)
})

const network: FetchLike = async (url, init) => {
  asked.push(url)
  expect(init).toMatchObject({ redirect: 'error' })
  // A kube-apiserver serves its keys as nothing else.
  expect(init).toMatchObject({ headers: { accept: expect.stringContaining('application/jwk-set+json') } })
  await Promise.resolve()
  const answer = url in answers ? answers[url] : answers.elsewhere
  if (answer instanceof Error) throw answer
  if (answer instanceof Response) return answer
  if (typeof answer === 'function') return (answer as FetchLike)(url, init)
  return answer === undefined ? new Response('', { status: 404 }) : new Response(JSON.stringify(answer))
}

// Longer than any test may take: only where the time-out is what is tested does one happen.
const remote = (options = {}) =>
  remoteKeySets({ fetch: network, clock: () => now, timeoutMs: 600_000, ...options })
type Remote = ReturnType<typeof remote>

async function kids(sets: Remote, keyId?: string, from = issuer) {
  const reading = await sets.get(from, keyId)
  return reading.ok ? reading.keySet.keys.map(({ kid }) => kid) : reading.refusal.code
}

test('keys are found by the discovery document and kept', async () => {
  const sets = remote()
  expect(await kids(sets, first.kid)).toEqual([first.kid])
  expect(await kids(sets, first.kid)).toEqual([first.kid])
  expect(await kids(sets)).toEqual([first.kid])
  expect(asked).toEqual([discoveryUrl, keysUrl])
  now += 4 * minute
  expect(await kids(sets, first.kid)).toEqual([first.kid])
  expect(asked).toHaveLength(2)
})

test('a thousand at once are one fetch', async () => {
  const sets = remote()
  await Promise.all(Array.from({ length: 1000 }, () => kids(sets, first.kid)))
  expect(asked).toHaveLength(2)
})

test('however the issuer is spelled, it is fetched once', async () => {
  const sets = remote()
  for (const spelled of [
    issuer,
    `${issuer}/`,
    issuer.replace('https', 'HTTPS'),
    issuer.replace('.com', '.COM:443'),
  ]) {
    expect(await kids(sets, first.kid, spelled)).toEqual([first.kid])
  }
  expect(asked).toHaveLength(2)
})

test('keys that are withdrawn are known no more after five minutes', async () => {
  const sets = remote()
  await kids(sets)
  answers[keysUrl] = jwksDocument([next])
  now += 5 * minute
  expect(await kids(sets, first.kid)).toEqual([next.kid])
})

describe('a key id nobody knows', () => {
  test('is looked for at once, also when the last look is a moment past', async () => {
    const sets = remote()
    await kids(sets, first.kid)
    answers[keysUrl] = jwksDocument([first, next])
    expect(await kids(sets, next.kid)).toEqual([first.kid, next.kid])
    expect(asked).toHaveLength(4)
  })

  test('is looked for again when the look that was under way began too early', async () => {
    const sets = remote()
    const { promise, resolve } = Promise.withResolvers<Response>()
    answers[keysUrl] = () => promise
    const early = kids(sets, first.kid)
    await expect.poll(() => asked).toHaveLength(2)
    const late = Array.from({ length: 100 }, () => kids(sets, next.kid))
    answers[keysUrl] = jwksDocument([first, next])
    resolve(new Response(JSON.stringify(jwksDocument([first]))))
    expect(await early).toEqual([first.kid])
    for (const one of await Promise.all(late)) expect(one).toEqual([first.kid, next.kid])
    expect(asked).toHaveLength(4)
  })

  test('is looked for five times at once, then every ten seconds', async () => {
    const sets = remote()
    for (let at = 0; at < 20; at++) await kids(sets, `invented-${at}`)
    expect(asked).toHaveLength(2 * 5)
    answers[keysUrl] = jwksDocument([first, next])
    now += 10 * second - 1
    expect(await kids(sets, next.kid)).toEqual([first.kid])
    now += 1
    expect(await kids(sets, next.kid)).toEqual([first.kid, next.kid])
    for (let at = 0; at < 20; at++) await kids(sets, `invented-${at}`)
    expect(asked).toHaveLength(2 * 6)
  })

  test('does not keep anybody waiting who bears a known key', async () => {
    const sets = remote()
    await kids(sets, first.kid)
    answers[keysUrl] = () => new Promise(() => {})
    void kids(sets, 'invented')
    expect(await kids(sets, first.kid)).toEqual([first.kid])
  })

  test('makes no flood, however calls come', async () => {
    const call = fc.record({ after: fc.nat(4000), at: fc.nat(3), isReal: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(call, { maxLength: 80 }), async (calls) => {
        asked = []
        const sets = remote()
        const start = now
        for (const { after, at, isReal } of calls) {
          now += after
          await Promise.all(
            Array.from({ length: 10 }, (_, i) => kids(sets, isReal ? first.kid : `no-${at}-${i}`)),
          )
        }
        expect(asked.length).toBeLessThanOrEqual(2 * (5 + Math.floor((now - start) / (10 * second))))
      }),
      { numRuns: 100 },
    )
  })

  test('loses no call to an issuer that rotates', async () => {
    const keys = [first, next, ...(await Promise.all([0, 1].map(() => generateSigningKey('ES256'))))]
    const sets = remote()
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 40 }), async (choices) => {
        for (const choice of choices) {
          const key = keys[choice] ?? first
          answers[keysUrl] = jwksDocument([key])
          now += 10 * second
          const found = await Promise.all(Array.from({ length: 5 }, () => kids(sets, key.kid)))
          for (const one of found) expect(one).toContain(key.kid)
        }
      }),
      { numRuns: 50 },
    )
  })
})

describe('an issuer that cannot be reached', () => {
  test('is asked again after ten seconds, not sooner', async () => {
    answers[discoveryUrl] = new Error('connect ECONNREFUSED 10.0.0.1:443')
    const sets = remote()
    const reading = await sets.get(issuer)
    expect(reading).toEqual({
      ok: false,
      refusal: { code: 'unreachable', message: 'the issuer cannot be reached' },
    })
    for (let at = 0; at < 100; at++) expect(await kids(sets, `k${at}`)).toBe('unreachable')
    expect(asked).toHaveLength(1)
    now += 10 * second
    answers[discoveryUrl] = discoveryDocument(issuer, keysUrl, ['ES256'])
    expect(await kids(sets)).toEqual([first.kid])
  })

  test.each([
    'CERT_UNTRUSTED',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  ])('is another thing than one whose certificate is not trusted, %s', async (code) => {
    answers[discoveryUrl] = new TypeError('fetch failed', {
      cause: Object.assign(new Error('10.0.0.1'), { code }),
    })
    expect(await remote().get(issuer)).toEqual({
      ok: false,
      refusal: {
        code: 'untrusted',
        message: 'the issuer shows a certificate of an authority that is not trusted here',
      },
    })
  })

  test('leaves the keys that are known, for a day', async () => {
    const sets = remote()
    await kids(sets)
    answers[discoveryUrl] = new Error('down')
    for (const past of [5 * minute, 60 * minute, 20 * 60 * minute]) {
      now += past
      expect(await kids(sets, first.kid)).toEqual([first.kid])
    }
    now += 4 * 60 * minute
    expect(await kids(sets, first.kid)).toBe('unreachable')
  })

  test('keeps nobody waiting who bears a known key', async () => {
    // Whoever waited for the answer would fail.
    const sets = remote()
    await kids(sets)
    answers[discoveryUrl] = new Error('down')
    now += 5 * minute
    await kids(sets, first.kid)
    answers[discoveryUrl] = () => new Promise(() => {})
    now += minute
    expect(await kids(sets, first.kid)).toEqual([first.kid])
    expect(asked).toHaveLength(4)
  })

  test('that answers nothing is given up', async () => {
    answers[discoveryUrl] = () => new Promise(() => {})
    expect(await kids(remote({ timeoutMs: 50 }))).toBe('unreachable')
  })

  test('that sends its answer drop by drop is given up', async () => {
    answers[discoveryUrl] = async () =>
      new Response(
        new ReadableStream({
          pull: (to) => new Promise((go) => setTimeout(() => go(to.enqueue(new Uint8Array(1))), 20)),
        }),
      )
    expect(await kids(remote({ timeoutMs: 50 }))).toBe('unreachable')
  })
})

describe('answers that are refused', () => {
  test.each(badIssuerAnswers)('%s', async (_, url, answer, code) => {
    // Whatever address it may be led to, there would be keys.
    answers.elsewhere = jwksDocument([first])
    answers[url] = answer()
    expect(await kids(remote())).toBe(code)
  })

  test('and leave the keys of an earlier answer', async () => {
    const sets = remote()
    await kids(sets)
    answers[keysUrl] = new Response('keys')
    now += 5 * minute
    expect(await kids(sets, first.kid)).toEqual([first.kid])
  })
})

test('an issuer may say its name with a slash more', async () => {
  answers[discoveryUrl] = discoveryDocument(`${issuer}/`, keysUrl, ['ES256'])
  expect(await kids(remote())).toEqual([first.kid])
})

test('keys may lie at another host', async () => {
  const elsewhere = 'https://www.example.org/keys?v=3'
  answers[discoveryUrl] = discoveryDocument(issuer, elsewhere, ['ES256'])
  answers[elsewhere] = jwksDocument([first])
  expect(await kids(remote())).toEqual([first.kid])
})

test('an issuer on this machine is asked over http only where that is allowed', async () => {
  const local = 'http://127.0.0.1:4566/id/a'
  answers[`${local}/.well-known/openid-configuration`] = discoveryDocument(local, `${local}/keys`, ['ES256'])
  answers[`${local}/keys`] = jwksDocument([first])
  expect(await kids(remote(), first.kid, local)).toBe('bad-issuer')
  expect(asked).toEqual([])
  expect(await kids(remote({ allowLoopbackHttp: true }), first.kid, local)).toEqual([first.kid])
})

test.each(['', 'oidc.example.com', 'http://oidc.example.com', 'https://a@oidc.example.com', 'file:///keys'])(
  'the issuer %j is not asked',
  async (odd) => {
    expect(await kids(remote(), 'k', odd)).toBe('bad-issuer')
    expect(asked).toEqual([])
  },
)

test('a clock that is set back does not make the keys last longer', async () => {
  const sets = remote()
  await kids(sets)
  now -= 48 * 60 * minute
  answers[keysUrl] = jwksDocument([next])
  expect(await kids(sets, first.kid)).toEqual([next.kid])
})
