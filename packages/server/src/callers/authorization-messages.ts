import { inflateRawSync } from 'node:zlib'
import type { Clock } from '@rolecall/core'
import type { MasterKeys } from '../secrets/master-key.ts'
import { seal, unseal } from '../secrets/seal.ts'
import { authorizationMessage } from './authorization-message.ts'
import { boundedMessage } from './bounded-message.ts'
import type { Denial } from './denial-fault.ts'

/** Explanations of denials, sealed for whoever may decode them. */
export interface AuthorizationMessages {
  /** The explanation as text. All have the same length, so that it tells nothing of what was denied. */
  encode(denial: Denial): string
  /** The JSON of an explanation, or `undefined` for what no server with our keys said to this account. */
  decode(account: string, text: string): string | undefined
}

/*
 * Sealed for the account of the caller, and then base64url:
 *
 *     length of what follows (2) | compressed JSON | zeros
 */
const lengthBytes = 2
const mostPacked = 1365
const mostJson = 64 * 1024

/** Whole explanations a second. Whoever is denied in a flood gets what costs little: denials must stay cheap. */
const mostWhole = 50

/** Messages sealed with the master keys: any replica opens them. */
export function authorizationMessages(keys: MasterKeys, clock: Clock): AuthorizationMessages {
  let second = 0
  let count = 0
  const isWhole = () => {
    const now = Math.floor(clock() / 1000)
    count = now === second ? count + 1 : 1
    second = now
    return count <= mostWhole
  }
  return {
    encode(denial) {
      const packed = boundedMessage(authorizationMessage(denial, isWhole()), mostPacked)
      const content = Buffer.alloc(lengthBytes + mostPacked)
      content.writeUInt16BE(packed.length)
      packed.copy(content, lengthBytes)
      return seal(keys, 'authorization message', content, denial.caller.account).toString('base64url')
    },
    decode(account, text) {
      const sealed = Buffer.from(text, 'base64url')
      if (sealed.toString('base64url') !== text) return undefined
      const content = unseal(keys, 'authorization message', sealed, account)
      if (!content) return undefined
      const packed = content.subarray(lengthBytes, lengthBytes + content.readUInt16BE())
      return inflateRawSync(packed, { maxOutputLength: mostJson }).toString()
    },
  }
}
