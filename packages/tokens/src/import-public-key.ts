import type { webcrypto } from 'node:crypto'
import { importJWK } from 'jose/key/import'
import { decodeBase64url } from './decode-base64url.ts'
import type { Jwk } from './keys.ts'
import { limits } from './limits.ts'
import { signingAlgorithmOf } from './signing-algorithm-of.ts'
import { type SigningAlgorithm, signingAlgorithms } from './signing-algorithms.ts'

export type ImportedPublicKey =
  | {
      readonly ok: true
      readonly algorithm: SigningAlgorithm
      readonly publicJwk: Jwk
      readonly key: webcrypto.CryptoKey
    }
  | { readonly ok: false; readonly why: string }

/**
 * Reads the public part of a JWK. Private members, certificates and anything else in it are left behind:
 * only what the row of its algorithm names reaches the key.
 */
export async function importPublicKey(jwk: Readonly<Record<string, unknown>>): Promise<ImportedPublicKey> {
  const algorithm = signingAlgorithmOf(jwk)
  if (!algorithm) return { ok: false, why: 'its type, curve or algorithm is not supported' }
  const { keyType, members } = signingAlgorithms[algorithm]
  const publicJwk: Jwk & Record<string, string> = { kty: keyType }
  for (const member of members) {
    const value = jwk[member]
    if (typeof value !== 'string') return { ok: false, why: `its member "${member}" is missing` }
    publicJwk[member] = value
  }
  const weakness = keyType === 'RSA' ? weaknessOfRsa(publicJwk) : undefined
  if (weakness) return { ok: false, why: weakness }
  try {
    // Refuses text that is no base64url and points that lie off the curve.
    const key = (await importJWK(publicJwk, algorithm, { extractable: true })) as webcrypto.CryptoKey
    return { ok: true, algorithm, publicJwk, key }
  } catch {
    return { ok: false, why: 'its numbers make no key' }
  }
}

function weaknessOfRsa(jwk: Jwk): string | undefined {
  const modulus = numberOf(jwk.n)
  const exponent = numberOf(jwk.e)
  if (!modulus || !exponent) return 'its numbers are no base64url'
  const bits = modulus.length * 8 - Math.clz32(modulus[0] ?? 0) + 24
  if (bits < limits.leastModulusBits) {
    return `its RSA modulus has ${bits} bits, and fewer than ${limits.leastModulusBits} are weak`
  }
  if (bits > limits.mostModulusBits)
    return `its RSA modulus has ${bits} bits, more than ${limits.mostModulusBits}`
  if (exponent.length > limits.exponentBytes)
    return `its RSA exponent is longer than ${limits.exponentBytes} bytes`
  // With the exponent 1 a signature is its own message, and anyone can sign.
  const value = exponent.reduce((sum, byte) => sum * 256 + byte, 0)
  return value < 3 || value % 2 === 0 ? 'its RSA exponent is not an odd number of 3 or more' : undefined
}

/** The bytes of a number without leading zeros, `undefined` for text that is none and for zero. */
function numberOf(text: string | undefined): Buffer | undefined {
  const bytes = text === undefined ? undefined : decodeBase64url(text)
  const start = bytes?.findIndex((byte) => byte !== 0) ?? -1
  return start < 0 ? undefined : bytes?.subarray(start)
}
