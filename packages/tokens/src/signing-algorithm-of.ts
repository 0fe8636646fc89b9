import { type SigningAlgorithm, signingAlgorithms } from './signing-algorithms.ts'

const names = Object.keys(signingAlgorithms) as SigningAlgorithm[]

/** The algorithm a JWK is for, or `undefined` when its key type, curve and `alg` fit no row. */
export function signingAlgorithmOf(jwk: Readonly<Record<string, unknown>>): SigningAlgorithm | undefined {
  return names.find((name) => {
    const { keyType, curve } = signingAlgorithms[name]
    return jwk.kty === keyType && jwk.crv === curve && (jwk.alg === undefined || jwk.alg === name)
  })
}
