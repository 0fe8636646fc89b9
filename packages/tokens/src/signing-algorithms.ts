/**
 * The signature algorithms tokens may bear, one row each; nothing outside this table knows one by name.
 * `importAs` and `verifyAs` are the Web Cryptography parameters, `members` the public members of the JWK
 * (RFC 7518 §6), `generate` what jose needs for a new key. `RS256` is what Kubernetes and EKS sign with.
 *
 * A row binds an algorithm to one key type and curve. That, and not the header of a token, decides how a
 * signature is verified; symmetric algorithms and `none` have no row and so cannot be asked for.
 * Source: RFC 7518 §3.1.
 */
export const signingAlgorithms = {
  RS256: {
    keyType: 'RSA',
    curve: undefined,
    members: ['n', 'e'],
    generate: { modulusLength: 2048 },
    importAs: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
    verifyAs: { name: 'RSASSA-PKCS1-v1_5' },
  },
  ES256: {
    keyType: 'EC',
    curve: 'P-256',
    members: ['crv', 'x', 'y'],
    generate: {},
    importAs: { name: 'ECDSA', namedCurve: 'P-256' },
    verifyAs: { name: 'ECDSA', hash: 'SHA-256' },
  },
} as const

export type SigningAlgorithm = keyof typeof signingAlgorithms
