/**
 * The signature algorithms tokens may bear, one row each; nothing outside this table knows one by name.
 * `members` and `privateMembers` are those of the JWK (RFC 7518 §6), `generate` is what jose needs for a new
 * key, `verifyAs` what Web Cryptography needs to sign and verify, `digest` and `signatureForm` what `node:crypto`
 * needs to verify. `RS256` is what Kubernetes and EKS sign with, `ES384` what STS offers
 * beside it.
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
    privateMembers: ['d', 'p', 'q', 'dp', 'dq', 'qi'],
    generate: { modulusLength: 2048 },
    verifyAs: { name: 'RSASSA-PKCS1-v1_5' },
    digest: 'sha256',
    signatureForm: undefined,
  },
  ES256: {
    keyType: 'EC',
    curve: 'P-256',
    members: ['crv', 'x', 'y'],
    privateMembers: ['d'],
    generate: {},
    verifyAs: { name: 'ECDSA', hash: 'SHA-256' },
    digest: 'sha256',
    signatureForm: { dsaEncoding: 'ieee-p1363' },
  },
  ES384: {
    keyType: 'EC',
    curve: 'P-384',
    members: ['crv', 'x', 'y'],
    privateMembers: ['d'],
    generate: {},
    verifyAs: { name: 'ECDSA', hash: 'SHA-384' },
    digest: 'sha384',
    signatureForm: { dsaEncoding: 'ieee-p1363' },
  },
} as const

export type SigningAlgorithm = keyof typeof signingAlgorithms
