import { audiences, type Claims, readServiceAccount, serviceAccountClaims } from '@rolecall/tokens'
import { describe, expect, test } from 'vitest'

const request = {
  issuer: 'https://oidc.example.com',
  audiences: ['sts.amazonaws.com'],
  namespace: 'shop',
  serviceAccount: { name: 'reports', uid: 'uid-1' },
  pod: { name: 'reports-0', uid: 'uid-2' },
  node: { name: 'node-1', uid: 'uid-3' },
  now: 1_700_000_000_999,
  lifetimeSeconds: 3607,
  tokenId: '7a3f6f0e-0000-4000-8000-000000000000',
}

test('the claims of a projected token are those Kubernetes writes', () => {
  expect(JSON.stringify(serviceAccountClaims({ ...request, warnAfterSeconds: 3600 }))).toBe(
    JSON.stringify({
      aud: ['sts.amazonaws.com'],
      exp: 1_700_003_607,
      iat: 1_700_000_000,
      iss: 'https://oidc.example.com',
      jti: '7a3f6f0e-0000-4000-8000-000000000000',
      'kubernetes.io': {
        namespace: 'shop',
        node: { name: 'node-1', uid: 'uid-3' },
        pod: { name: 'reports-0', uid: 'uid-2' },
        serviceaccount: { name: 'reports', uid: 'uid-1' },
        warnafter: 1_700_003_600,
      },
      nbf: 1_700_000_000,
      sub: 'system:serviceaccount:shop:reports',
    }),
  )
})

describe('readServiceAccount', () => {
  const { pod: _, node: __, ...unbound } = request
  const claims = serviceAccountClaims(request)
  const kubernetes = claims['kubernetes.io'] as object

  test('gives back who the token was made for', () => {
    const { namespace, serviceAccount, pod, node } = request
    expect(readServiceAccount(claims)).toEqual({ namespace, serviceAccount, pod, node })
    expect(readServiceAccount(serviceAccountClaims(unbound))).toEqual({ namespace, serviceAccount })
  })

  test.each<[string, Claims]>([
    ['claims of nobody', {}],
    ['no such claim', { sub: claims.sub }],
    ['a claim that is a text', { ...claims, 'kubernetes.io': 'shop' }],
    ['a claim that is null', { ...claims, 'kubernetes.io': null }],
    ['a claim that is a list', { ...claims, 'kubernetes.io': [kubernetes] }],
    ['another subject', { ...claims, sub: 'system:serviceaccount:shop:batch' }],
    ['a subject that is a list', { ...claims, sub: [claims.sub] }],
    ['no namespace', { ...claims, 'kubernetes.io': { ...kubernetes, namespace: undefined } }],
    ['another namespace', { ...claims, 'kubernetes.io': { ...kubernetes, namespace: 'kube-system' } }],
    [
      'no uid of the ServiceAccount',
      { ...claims, 'kubernetes.io': { ...kubernetes, serviceaccount: { name: 'reports' } } },
    ],
    ['a pod without a uid', { ...claims, 'kubernetes.io': { ...kubernetes, pod: { name: 'a' } } }],
    [
      'a pod with an empty name',
      { ...claims, 'kubernetes.io': { ...kubernetes, pod: { name: '', uid: 'a' } } },
    ],
    ['a pod that is null', { ...claims, 'kubernetes.io': { ...kubernetes, pod: null } }],
    ['a node that is a text', { ...claims, 'kubernetes.io': { ...kubernetes, node: 'node-1' } }],
    [
      'a colon that moves the border of the names',
      {
        sub: 'system:serviceaccount:shop:reports:x',
        'kubernetes.io': { namespace: 'shop:reports', serviceaccount: { name: 'x', uid: 'a' } },
      },
    ],
  ])('answers undefined for %s', (_, odd) => {
    expect(readServiceAccount(odd)).toBeUndefined()
  })

  test.each([
    ['shop:reports', 'x'],
    ['shop', 'a:b'],
    ['', 'x'],
    ['shop', ''],
    ['Shop', 'x'],
    ['a.b', 'x'],
    ['a'.repeat(64), 'x'],
    ['shop', 'a'.repeat(254)],
    ['shop', 'a..b'],
    ['shop', '-a'],
    ['shop', 'a/../b'],
    ['shop', '*'],
  ])('no claims are made for namespace %j and name %j', (namespace, name) => {
    const odd = { ...request, namespace, serviceAccount: { name, uid: 'a' } }
    expect(() => serviceAccountClaims(odd)).toThrow(TypeError)
  })
})

test.each<[unknown, string[]]>([
  ['a', ['a']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [[], []],
  ['', []],
  [undefined, []],
  [null, []],
  [1, []],
  [{ a: 'a' }, []],
  [['a', 1], []],
  [['a', ''], []],
  [[['a']], []],
])('the audiences of %j are %j', (aud, expected) => {
  expect(audiences({ aud })).toEqual(expected)
})
