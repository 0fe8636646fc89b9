import { createPrivateKey, type webcrypto } from 'node:crypto'
import { importJWK } from 'jose/key/import'
import { importPublicKey } from './import-public-key.ts'
import { keyId } from './key-id.ts'
import type { Jwk, SigningKey } from './keys.ts'
import { type SigningAlgorithm, signingAlgorithms } from './signing-algorithms.ts'

/**
 * Reads a private key from its JWK, or from PEM (PKCS#8, PKCS#1 or SEC1). Its algorithm follows from its
 * type. Throws a `TypeError`, which never holds key material, for anything that is no usable private key.
 */
export async function importSigningKey(
  privateKey: Readonly<Record<string, unknown>> | string,
): Promise<SigningKey> {
  const jwk = typeof privateKey === 'string' ? jwkOfPem(privateKey) : privateKey
  const imported = await importPublicKey(jwk)
  if (!imported.ok) throw new TypeError(`the signing key cannot be used: ${imported.why}`)
  const { algorithm, publicJwk, key: publicKey } = imported
  const privateJwk = { ...publicJwk, ...privateMembersOf(jwk, algorithm) }
  const handle = await importPrivateKey(privateJwk, algorithm)
  // A public part that belongs to another key would make tokens that nobody can verify.
  if (!(await isPair(handle, publicKey, algorithm))) {
    throw new TypeError('the two parts of the signing key do not belong together')
  }
  return { kid: keyId(publicKey), algorithm, publicJwk, privateJwk, publicKey, privateKey: handle }
}

function jwkOfPem(pem: string): Readonly<Record<string, unknown>> {
  try {
    return createPrivateKey(pem).export({ format: 'jwk' }) as Record<string, unknown>
  } catch {
    throw new TypeError('the signing key is no private key in PEM')
  }
}

function privateMembersOf(jwk: Readonly<Record<string, unknown>>, algorithm: SigningAlgorithm) {
  const found = signingAlgorithms[algorithm].privateMembers.map((member) => [member, jwk[member]] as const)
  const texts = found.filter(
    (entry): entry is [(typeof found)[number][0], string] => typeof entry[1] === 'string',
  )
  return Object.fromEntries(texts)
}

async function importPrivateKey(jwk: Jwk, algorithm: SigningAlgorithm): Promise<webcrypto.CryptoKey> {
  try {
    const key = (await importJWK({ ...jwk }, algorithm)) as webcrypto.CryptoKey
    if (key.type === 'private') return key
  } catch {
    // Told below, without what the library says of the key.
  }
  throw new TypeError('the signing key has no private part, or one that cannot be read')
}

async function isPair(
  privateKey: webcrypto.CryptoKey,
  publicKey: webcrypto.CryptoKey,
  algorithm: SigningAlgorithm,
): Promise<boolean> {
  const { verifyAs } = signingAlgorithms[algorithm]
  const probe = Buffer.from('probe')
  try {
    const signature = await crypto.subtle.sign(verifyAs, privateKey, probe)
    return await crypto.subtle.verify(verifyAs, publicKey, signature, probe)
  } catch {
    return false
  }
}
