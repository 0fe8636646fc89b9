import { timingSafeEqual } from 'node:crypto'
import { credentialScope } from './credential-scope.ts'
import { hmacSha256 } from './hmac-sha256.ts'
import { payloadHash } from './payload-hash.ts'
import type { Signature } from './signature.ts'
import { signatureFault } from './signature-fault.ts'

const emptyHash = payloadHash('')

export interface ChunkChain {
  /** Throws unless `claimed` signs these bytes as the next chunk. */
  chunk(bytes: Uint8Array, claimed: string): void
  /** Throws unless `claimed` signs the trailing headers, each written `name:value` and a line feed. */
  trailer(text: string, claimed: string): void
}

/**
 * The signatures of a body in chunks. Each covers the one before it, and the first covers the request's, so
 * that no chunk can be left out, repeated or moved.
 *
 *     AWS4-HMAC-SHA256-PAYLOAD \n TIME \n SCOPE \n PREVIOUS \n hash("") \n hash(bytes)
 *     AWS4-HMAC-SHA256-TRAILER \n TIME \n SCOPE \n PREVIOUS \n hash(trailer)
 */
export function chunkChain(signature: Signature, signingKey: Uint8Array): ChunkChain {
  const context = `${signature.timestamp}\n${credentialScope(signature.scope)}`
  let previous = signature.signature
  const prove = (kind: string, hashes: string, claimed: string) => {
    const toSign = `${kind}\n${context}\n${previous}\n${hashes}`
    const expected = hmacSha256(signingKey, toSign)
    if (!/^[0-9a-f]{64}$/.test(claimed) || !timingSafeEqual(expected, Buffer.from(claimed, 'hex'))) {
      throw signatureFault(
        'mismatch',
        signature.dialect,
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
        {
          AWSAccessKeyId: signature.accessKeyId,
          StringToSign: toSign,
          SignatureProvided: claimed.slice(0, 64),
        },
      )
    }
    previous = claimed
  }
  return {
    chunk: (bytes, claimed) =>
      prove('AWS4-HMAC-SHA256-PAYLOAD', `${emptyHash}\n${payloadHash(bytes)}`, claimed),
    trailer: (text, claimed) => prove('AWS4-HMAC-SHA256-TRAILER', payloadHash(text), claimed),
  }
}
