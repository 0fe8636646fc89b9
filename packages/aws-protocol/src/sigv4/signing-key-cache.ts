import { deriveSigningKey } from './derive-signing-key.ts'
import type { SigningScope } from './signature.ts'

/**
 * Signing keys already derived, the least recently used forgotten first. A key id that came back with another
 * secret is derived anew. Ask it only for keys that exist, else callers can push out what is in use.
 */
export function signingKeyCache(
  capacity: number,
): (accessKeyId: string, secret: string, scope: SigningScope) => Uint8Array {
  const held = new Map<string, { secret: string; key: Uint8Array }>()
  return (accessKeyId, secret, scope) => {
    const name = `${accessKeyId}/${scope.date}/${scope.region}/${scope.service}`
    const found = held.get(name)
    held.delete(name)
    const entry = found?.secret === secret ? found : { secret, key: deriveSigningKey(secret, scope) }
    held.set(name, entry)
    if (held.size > capacity) held.delete(held.keys().next().value!)
    return entry.key
  }
}
