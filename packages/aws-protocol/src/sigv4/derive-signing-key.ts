import { hmacSha256 } from './hmac-sha256.ts'
import type { SigningScope } from './signature.ts'

/** HMAC-SHA256 over date, region, service and `aws4_request` in turn, beginning with the secret: 32 bytes. */
export function deriveSigningKey(secret: string, scope: SigningScope): Uint8Array {
  const dateKey = hmacSha256(`AWS4${secret}`, scope.date)
  const serviceKey = hmacSha256(hmacSha256(dateKey, scope.region), scope.service)
  return hmacSha256(serviceKey, 'aws4_request')
}
