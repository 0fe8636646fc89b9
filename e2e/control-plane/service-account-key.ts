import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The paths of a key pair that ServiceAccount tokens are signed and verified with. */
export interface ServiceAccountKey {
  readonly privateFile: string
  readonly publicFile: string
}

/** RSA, as clusters have it. */
export function serviceAccountKey(folder: string, name: string): ServiceAccountKey {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  const key = { privateFile: join(folder, `${name}.key`), publicFile: join(folder, `${name}.pub`) }
  writeFileSync(key.privateFile, privateKey, { mode: 0o600 })
  writeFileSync(key.publicFile, publicKey)
  return key
}
