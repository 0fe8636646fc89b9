import type { webcrypto } from 'node:crypto'
import { importJWK } from 'jose'
import type { Jwk } from './keys.ts'
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

/** RFC 7518 §3.3 demands 2048 bits; above 8192 one verification takes long enough to be a weapon. */
const modulusBits = { least: 2048, most: 8192 }
/** With the exponent 1 anyone can sign, and a long one makes each verification slow. */
const exponentBytes = 4
/** Characters of the longest member: a modulus of 8192 bits, and some. */
const longestMember = 1400

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
    if (typeof value !== 'string' || value === '' || value.length > longestMember) {
      return { ok: false, why: `its member "${member}" is missing or is no base64url text of a sane length` }
    }
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
  const modulus = withoutLeadingZeros(Buffer.from(jwk.n ?? '', 'base64url'))
  const bits = modulus.length * 8 - (modulus.length > 0 ? Math.clz32(modulus[0] ?? 0) - 24 : 0)
  if (bits < modulusBits.least) {
    return `its RSA modulus has ${bits} bits, and fewer than ${modulusBits.least} are weak`
  }
  if (bits > modulusBits.most) return `its RSA modulus has ${bits} bits, more than ${modulusBits.most}`
  const exponent = withoutLeadingZeros(Buffer.from(jwk.e ?? '', 'base64url'))
  if (exponent.length > exponentBytes) return `its RSA exponent is longer than ${exponentBytes} bytes`
  const value = exponent.reduce((sum, byte) => sum * 256 + byte, 0)
  return value < 3 || value % 2 === 0 ? 'its RSA exponent is not an odd number of 3 or more' : undefined
}

function withoutLeadingZeros(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  return start < 0 ? bytes.subarray(bytes.length) : bytes.subarray(start)
}
