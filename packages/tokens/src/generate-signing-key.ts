import { exportJWK } from 'jose/key/export'
import { generateKeyPair } from 'jose/key/generate/keypair'
import { importSigningKey } from './import-signing-key.ts'
import type { Jwk, SigningKey } from './keys.ts'
import { type SigningAlgorithm, signingAlgorithms } from './signing-algorithms.ts'

/** A new signing key; RSA keys have 2048 bits, as Kubernetes' own recipes make them. */
export async function generateSigningKey(algorithm: SigningAlgorithm): Promise<SigningKey> {
  const { generate } = signingAlgorithms[algorithm]
  const { privateKey } = await generateKeyPair(algorithm, { ...generate, extractable: true })
  return importSigningKey((await exportJWK(privateKey)) as Jwk)
}
