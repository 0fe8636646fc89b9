import { createHmac } from 'node:crypto'
import type { SigningScope } from './signature.ts'

/** HMAC-SHA256 over date, region, service and `aws4_request` in turn, beginning with the secret: 32 bytes. */
export function deriveSigningKey(secret: string, scope: SigningScope): Uint8Array {
  const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, scope.date), scope.region), scope.service), 'aws4_request')
}
