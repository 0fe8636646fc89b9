import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { KeyPurpose, MasterKey, MasterKeys } from './master-key.ts'
import { pooledRandomness } from './pooled-randomness.ts'

/*
 * Sealed content, AES-256-GCM:
 *
 *     version (1) | key id (4) | nonce (12) | ciphertext | tag (16)
 *
 * `boundTo` is authenticated with it, so that what was sealed for one place opens in no other.
 */
const version = 1
const nonceAt = 5
const cipherAt = 17
const tagBytes = 16
const random = pooledRandomness()

/** Seals bytes, or text as UTF-8, with the current key. */
export function seal(
  keys: MasterKeys,
  purpose: KeyPurpose,
  content: Uint8Array | string,
  boundTo: string,
): Buffer {
  const [key] = keys
  const nonce = random(cipherAt - nonceAt)
  const cipher = createCipheriv('aes-256-gcm', key.derive(purpose), nonce)
  cipher.setAAD(Buffer.from(boundTo))
  const sealed = [
    Buffer.of(version),
    key.id,
    nonce,
    typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content),
    cipher.final(),
    cipher.getAuthTag(),
  ]
  return Buffer.concat(sealed)
}

/** Opens what was sealed, or answers `undefined` for bytes that no key of ours sealed for this place. */
export function unseal(
  keys: MasterKeys,
  purpose: KeyPurpose,
  sealed: Buffer,
  boundTo: string,
): Buffer | undefined {
  if (sealed.length < cipherAt + tagBytes || sealed[0] !== version) return undefined
  const key = keys.find((candidate: MasterKey) => candidate.id.equals(sealed.subarray(1, nonceAt)))
  if (!key) return undefined
  try {
    const cipher = createDecipheriv('aes-256-gcm', key.derive(purpose), sealed.subarray(nonceAt, cipherAt))
    cipher.setAAD(Buffer.from(boundTo))
    cipher.setAuthTag(sealed.subarray(-tagBytes))
    return Buffer.concat([cipher.update(sealed.subarray(cipherAt, -tagBytes)), cipher.final()])
  } catch {
    return undefined
  }
}
