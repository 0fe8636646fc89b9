import { readObjects, type Step, savedSetup, verify } from '@rolecall/analyzer'
import {
  generateSigningKey,
  jwksDocument,
  type KeySet,
  readKeySet,
  readToken,
  signToken,
} from '@rolecall/tokens'
import { beforeAll, describe, expect, test } from 'vitest'

const issuer = 'https://example.com/id/shop'
const roleArn = 'arn:aws:iam::111122223333:role/reports'
const exchange = 'when calling the AssumeRoleWithWebIdentity operation'
const at = Date.parse('2026-08-01T00:00:00Z')
const right = {
  iss: issuer,
  sub: 'system:serviceaccount:shop:reports',
  aud: ['sts.amazonaws.com'],
  iat: at / 1000 - 60,
  exp: at / 1000 + 3600,
}

let key: Awaited<ReturnType<typeof generateSigningKey>>
let keySet: KeySet
let others: KeySet

beforeAll(async () => {
  key = await generateSigningKey('RS256')
  keySet = await keysOf(key)
  others = await keysOf(await generateSigningKey('RS256'))
})

async function keysOf(one: typeof key): Promise<KeySet> {
  const reading = await readKeySet(jwksDocument([one]))
  if (!reading.ok) throw new Error(reading.refusal.message)
  return reading.keySet
}

interface Case {
  readonly name: string
  readonly claims?: object
  readonly keys?: () => KeySet
  readonly step: Step['name']
  readonly kind?: string
  readonly sentence: string
  readonly error?: string
}

const cases: readonly Case[] = [
  {
    name: 'the token holds',
    step: 'token',
    sentence: `sub ${right.sub}, aud sts.amazonaws.com, until 2026-08-01T01:00:00.000Z`,
  },
  { name: 'the key is published', step: 'issuer', sentence: `${issuer} publishes the key of the token` },
  {
    name: 'M3 the audience is another',
    claims: { aud: ['https://kubernetes.default.svc'] },
    step: 'token',
    kind: 'token-audience',
    sentence: 'is for https://kubernetes.default.svc, and not for sts.amazonaws.com',
    error: `An error occurred (InvalidIdentityToken) ${exchange}: Incorrect token audience`,
  },
  {
    name: 'M15 the token is of another ServiceAccount',
    claims: { sub: 'system:serviceaccount:shop:default' },
    step: 'token',
    kind: 'token-subject',
    sentence: 'is of system:serviceaccount:shop:default, and not of system:serviceaccount:shop:reports',
    error: `An error occurred (AccessDenied) ${exchange}: Not authorized to perform sts:AssumeRoleWithWebIdentity`,
  },
  {
    name: 'M24 the token has expired',
    claims: { exp: at / 1000 - 1 },
    step: 'token',
    kind: 'token-expired',
    sentence: 'expired at 2026-07-31T23:59:59.000Z',
    error: `An error occurred (ExpiredTokenException) ${exchange}: Token expired: current date/time 1785542400 must be before the expiration date/time 1785542399`,
  },
  {
    name: 'M29 the issuer ends in a slash',
    claims: { iss: `${issuer}/` },
    step: 'token',
    kind: 'token-issuer',
    sentence: `the token is of issuer ${issuer}/, and the cluster's is ${issuer}`,
    error: `An error occurred (InvalidIdentityToken) ${exchange}: No OpenIDConnect provider found in your account for ${issuer}/`,
  },
  {
    name: 'M27 the keys were rotated and not published',
    keys: () => others,
    step: 'issuer',
    kind: 'keys-not-published',
    sentence: 'the issuer publishes no key that fits the token',
    error: `An error occurred (InvalidIdentityToken) ${exchange}: Couldn't retrieve verification key from your identity provider,  please reference AssumeRoleWithWebIdentity documentation for requirements`,
  },
]

describe('a token from a file', () => {
  test.each(cases)('$name', async ({ claims, keys, step: name, kind, sentence, error }) => {
    const text = await signToken({ ...right, ...claims }, key)
    const reading = readToken(text)
    if (!reading.ok) throw new Error(reading.refusal.message)
    const annotations = { 'eks.amazonaws.com/role-arn': roleArn }
    const account = { kind: 'ServiceAccount', metadata: { name: 'reports', annotations } }
    const subject = { cluster: 'shop', namespace: 'shop', serviceAccount: 'reports', at }
    const setup = await savedSetup(
      {
        objects: readObjects([account], 'shop', 'shop'),
        associations: [],
        issuer,
        token: { file: 'token', read: reading.token },
        keySet: keys?.() ?? keySet,
        assume: true,
      },
      subject,
    )
    const answer = verify(setup, subject)
    const step = answer.steps.find((one) => one.name === name)
    expect([step?.state, step?.findings[0]?.kind]).toEqual([kind ? 'broken' : 'ok', kind])
    expect(step?.sentence).toContain(sentence)
    expect(step?.findings[0]?.error).toBe(error)
    expect(JSON.stringify(answer)).not.toContain(text.split('.')[2])
  })
})
