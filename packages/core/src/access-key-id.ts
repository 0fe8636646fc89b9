import { decodeBase32, encodeBase32 } from './base32.ts'
import type { Randomness } from './randomness.ts'
import { uniqueIdPrefixes } from './unique-id.ts'

/*
 * Twenty characters: a four-letter prefix and sixteen of base32, which are ten bytes:
 *
 *     bit  0       one, but for ids from before 2019, which name no account
 *     bits 1..40   the account id
 *     bits 41..79  random
 *
 * so that `sts:GetAccessKeyInfo` and a reader of a log can tell the account from the id alone.
 * It is a hint and no proof: anyone can write an id.
 */
const idBytes = 10
const prefixLetters = 4
const mostAccount = 999_999_999_999

export type AccessKeyKind = 'accessKey' | 'temporaryAccessKey'

/** A new access key id of an account (twelve digits). */
export function newAccessKeyId(kind: AccessKeyKind, account: string, random: Randomness): string {
  const bytes = new Uint8Array(idBytes)
  bytes.set(random(5), 5)
  // The account's forty bits, moved by the one bit in front of them, end in the first bit of the sixth byte.
  let rest = Number(account) * 2 ** 7
  const last = rest % 256
  bytes[5] = last | (bytes[5]! & 0x7f)
  for (let at = 4; at >= 0; at -= 1) {
    rest = Math.floor(rest / 256)
    bytes[at] = rest % 256
  }
  bytes[0] = bytes[0]! | 0x80
  return uniqueIdPrefixes[kind] + encodeBase32(bytes)
}

/** The account an access key id names, or `undefined` for text that is no such id or names none. */
export function accountOfAccessKeyId(id: string): string | undefined {
  if (id.length !== 20) return undefined
  const bytes = decodeBase32(id.slice(prefixLetters))
  if (!bytes || bytes[0]! < 0x80) return undefined
  let account = bytes[0]! & 0x7f
  for (let at = 1; at < 5; at += 1) account = account * 256 + bytes[at]!
  account = account * 2 + (bytes[5]! >> 7)
  return account <= mostAccount ? account.toString().padStart(12, '0') : undefined
}
