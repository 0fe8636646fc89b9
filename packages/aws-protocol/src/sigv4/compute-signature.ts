import { deriveSigningKey } from './derive-signing-key.ts'
import { hmacSha256 } from './hmac-sha256.ts'
import type { SigningScope } from './signature.ts'
import { stringToSign } from './string-to-sign.ts'

/** The 32 bytes of the signature. `key` is the secret, or what `deriveSigningKey` makes of it. */
export function computeSignature(
  key: string | Uint8Array,
  timestamp: string,
  scope: SigningScope,
  canonical: string,
): Buffer {
  const signingKey = typeof key === 'string' ? deriveSigningKey(key, scope) : key
  return hmacSha256(signingKey, stringToSign(timestamp, scope, canonical))
}
