import { hash } from 'node:crypto'

/** SHA-256 in lower-case hex, of a body or of a text in UTF-8. */
export function payloadHash(payload: string | Uint8Array): string {
  return hash('sha256', payload, 'hex')
}
