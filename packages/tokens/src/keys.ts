import type { webcrypto } from 'node:crypto'
import type { SigningAlgorithm } from './signing-algorithms.ts'

/** A JSON Web Key (RFC 7517) with the members its type needs and no others. */
export interface Jwk {
  readonly kty: string
  readonly [member: string]: string
}

/** What is published of a key. Plain data. */
export interface PublicKey {
  /** As Kubernetes computes it, see `keyId`. */
  readonly kid: string
  readonly algorithm: SigningAlgorithm
  readonly publicJwk: Jwk
}

/** A key to sign with. `privateJwk` is a secret: it is there for the caller to seal, and for nothing else. */
export interface SigningKey extends PublicKey {
  readonly privateJwk: Jwk
  readonly publicKey: webcrypto.CryptoKey
  readonly privateKey: webcrypto.CryptoKey
}
