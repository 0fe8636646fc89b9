import { createHash, KeyObject, type webcrypto } from 'node:crypto'

/**
 * The id of a public key: unpadded base64url of the SHA-256 of its DER SubjectPublicKeyInfo, 43 characters.
 * Source: `keyIDFromPublicKey` of Kubernetes (pkg/serviceaccount/jwt.go), which the self-hosted recipe of the
 * EKS pod identity webhook repeats. EKS itself shows forty hex digits instead, whose making is not published.
 */
export function keyId(publicKey: webcrypto.CryptoKey | KeyObject): string {
  const key = publicKey instanceof KeyObject ? publicKey : KeyObject.from(publicKey)
  if (key.type !== 'public') throw new TypeError('a key id is made from a public key')
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url')
}
