import type { PublicKey } from './keys.ts'

/** A JSON Web Key Set as Kubernetes serves it at `/openid/v1/jwks` and EKS at `<issuer>/keys`. */
export interface JwksDocument {
  readonly keys: readonly Readonly<Record<string, string>>[]
}

/** The published document of these keys: their public members only, whatever else the objects hold. */
export function jwksDocument(keys: readonly PublicKey[]): JwksDocument {
  return {
    keys: keys.map(({ kid, algorithm, publicJwk: { kty, ...numbers } }) => ({
      use: 'sig',
      kty,
      kid,
      alg: algorithm,
      ...numbers,
    })),
  }
}
