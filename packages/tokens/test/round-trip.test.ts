import {
  generateSigningKey,
  importSigningKey,
  jwksDocument,
  readKeySet,
  readServiceAccount,
  readToken,
  serviceAccountClaims,
  signToken,
  verifyToken,
} from '@rolecall/tokens'
import { expect, test } from 'vitest'

const issuer = 'https://oidc.example.com/id/0123456789ABCDEF'
const now = Date.UTC(2026, 0, 1)

for (const algorithm of ['RS256', 'ES256', 'ES384'] as const) {
  test(`a ServiceAccount token signed with ${algorithm} verifies with the published keys`, async () => {
    const key = await importSigningKey((await generateSigningKey(algorithm)).privateJwk)
    const claims = serviceAccountClaims({
      issuer,
      audiences: ['sts.amazonaws.com'],
      namespace: 'shop',
      serviceAccount: { name: 'reports', uid: 'a-uid' },
      pod: { name: 'reports-0', uid: 'a-pod-uid' },
      now,
      lifetimeSeconds: 3600,
      tokenId: 'an-id',
    })
    const reading = readToken(await signToken(claims, key))
    const keys = await readKeySet(JSON.stringify(jwksDocument([key])))
    if (!reading.ok || !keys.ok) throw new Error('unread')
    const verdict = await verifyToken(reading.token, keys.keySet, { issuer, now })
    expect(verdict).toMatchObject({ ok: true, claims })
    expect(verdict.ok && readServiceAccount(verdict.claims)).toEqual({
      namespace: 'shop',
      serviceAccount: { name: 'reports', uid: 'a-uid' },
      pod: { name: 'reports-0', uid: 'a-pod-uid' },
    })
  })
}
