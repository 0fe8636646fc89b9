import { credentialScope } from './credential-scope.ts'
import { payloadHash } from './payload-hash.ts'
import type { SigningScope } from './signature.ts'

/** ALGORITHM \n TIMESTAMP \n SCOPE \n hex(SHA256(canonical request)) */
export function stringToSign(timestamp: string, scope: SigningScope, canonical: string): string {
  return `AWS4-HMAC-SHA256\n${timestamp}\n${credentialScope(scope)}\n${payloadHash(canonical)}`
}
