export { audiences } from './audiences.ts'
export type { TokenChecks, TokenVerdict } from './check-claims.ts'
export type { Claims, VerifiedClaims } from './claims.ts'
export { type DiscoveryDocument, discoveryDocument } from './discovery-document.ts'
export type { FetchLike } from './fetch-text.ts'
export { generateSigningKey } from './generate-signing-key.ts'
export { hasPrivateKeys } from './has-private-keys.ts'
export { importSigningKey } from './import-signing-key.ts'
export { type JwksDocument, jwksDocument } from './jwks-document.ts'
export { keyId } from './key-id.ts'
export type { KeyRing, RingKey } from './key-ring.ts'
export type { Jwk, PublicKey, SigningKey } from './keys.ts'
export { limits } from './limits.ts'
export { publishedKeys } from './published-keys.ts'
export {
  type KeySet,
  type KeySetReading,
  readKeySet,
  type UnusableKey,
  type VerificationKey,
} from './read-key-set.ts'
export { readServiceAccount } from './read-service-account.ts'
export { readToken, type TokenReading, type UnverifiedToken } from './read-token.ts'
export type { KeySetRefusal, KeySetRefusalCode } from './refuse-key-set.ts'
export type { TokenRefusal, TokenRefusalCode } from './refuse-token.ts'
export { type RemoteKeySets, type RemoteKeySetsOptions, remoteKeySets } from './remote-key-sets.ts'
export { rotate } from './rotate.ts'
export {
  type ObjectReference,
  type ServiceAccountIdentity,
  type ServiceAccountTokenRequest,
  serviceAccountClaims,
} from './service-account-claims.ts'
export { signToken } from './sign-token.ts'
export { type SigningAlgorithm, signingAlgorithms } from './signing-algorithms.ts'
export { signingKey } from './signing-key.ts'
export { verifyToken } from './verify-token.ts'
