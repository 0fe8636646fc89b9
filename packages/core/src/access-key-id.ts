import { decodeBase32, encodeBase32 } from './base32.ts'
import type { Randomness } from './randomness.ts'
import { uniqueIdPrefixes } from './unique-id.ts'

/*
 * Twenty characters: a four-letter prefix and sixteen of base32, which are ten bytes:
 *
 *     bit  0       always one in the ids AWS makes today
 *     bits 1..40   the account id
 *     bits 41..79  random
 *
 * so that `sts:GetAccessKeyInfo` and a reader of a log can tell the account from the id alone.
 * It is a hint and no proof: anyone can write an id.
 */
const accountShift = 39n
const idBits = 80n

export type AccessKeyKind = 'accessKey' | 'temporaryAccessKey'

/** A new access key id of an account (twelve digits). */
export function newAccessKeyId(kind: AccessKeyKind, account: string, random: Randomness): string {
  const tail = BigInt(`0x${hex(random(5))}`) & ((1n << accountShift) - 1n)
  const value = (1n << (idBits - 1n)) | (BigInt(account) << accountShift) | tail
  const bytes = Uint8Array.from({ length: 10 }, (_, at) => Number((value >> BigInt(72 - 8 * at)) & 255n))
  return uniqueIdPrefixes[kind] + encodeBase32(bytes)
}

/** The account an access key id names, or `undefined` for text that is no such id. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (id.length !== 20) return undefined
  const bytes = decodeBase32(id.slice(4))
  if (!bytes) return undefined
  const value = BigInt(`0x${hex(bytes)}`)
  const account = (value >> accountShift) & ((1n << 40n) - 1n)
  return account < 1_000_000_000_000n ? account.toString().padStart(12, '0') : undefined
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
