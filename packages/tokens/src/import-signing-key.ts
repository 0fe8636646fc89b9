import { createPrivateKey, type webcrypto } from 'node:crypto'
import { importJWK } from 'jose'
import { importPublicKey } from './import-public-key.ts'
import { keyId } from './key-id.ts'
import type { Jwk, SigningKey } from './keys.ts'
import { signingAlgorithms } from './signing-algorithms.ts'

/**
 * Reads a private key from its JWK, or from PEM (PKCS#8, PKCS#1 or SEC1). Its algorithm follows from its
 * type. Throws a `TypeError`, which never holds key material, for anything that is no usable private key.
 */
export async function importSigningKey(privateKey: Jwk | string): Promise<SigningKey> {
  const jwk = typeof privateKey === 'string' ? jwkOfPem(privateKey) : privateKey
  const imported = await importPublicKey(jwk)
  if (!imported.ok) throw new TypeError(`the signing key cannot be used: ${imported.why}`)
  const { algorithm, publicJwk, key: publicKey } = imported
  const handle = await importPrivate(jwk, algorithm)
  const signingKey: SigningKey = {
    kid: keyId(publicKey),
    algorithm,
    publicJwk,
    privateJwk: jwk,
    publicKey,
    privateKey: handle,
  }
  // A public part that belongs to another key would make tokens that nobody can verify.
  if (!(await isPair(signingKey)))
    throw new TypeError('the two parts of the signing key do not belong together')
  return signingKey
}

function jwkOfPem(pem: string): Jwk {
  try {
    return createPrivateKey(pem).export({ format: 'jwk' }) as Jwk
  } catch {
    throw new TypeError('the signing key is no private key in PEM')
  }
}

async function importPrivate(jwk: Jwk, algorithm: SigningKey['algorithm']): Promise<webcrypto.CryptoKey> {
  try {
    const key = await importJWK({ ...jwk }, algorithm)
    if (!(key instanceof Uint8Array) && key.type === 'private') return key as webcrypto.CryptoKey
  } catch {
    // Told below, without what the library says of the key.
  }
  throw new TypeError('the signing key has no private part, or one that cannot be read')
}

async function isPair({ algorithm, privateKey, publicKey }: SigningKey): Promise<boolean> {
  const { verifyAs } = signingAlgorithms[algorithm]
  const probe = Buffer.from('probe')
  try {
    const signature = await crypto.subtle.sign(verifyAs, privateKey, probe)
    return await crypto.subtle.verify(verifyAs, publicKey, signature, probe)
  } catch {
    return false
  }
}
