import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Clock } from '@rolecall/core'

export const tokenSeconds = { least: 1, most: 21_600 } as const

/** The session tokens of IMDSv2. They are good on this node and in this run of the agent, and nothing is kept of them. */
export interface MetadataTokens {
  issue(seconds: number): string
  isGood(token: string): boolean
}

/*
 * base64url of:  end, 6 bytes, milliseconds since the epoch | 10 random bytes | HMAC-SHA-256 of both, 32 bytes
 */
const endBytes = 6
const headBytes = endBytes + 10
const length = Math.ceil(((headBytes + 32) * 4) / 3)

export function metadataTokens(clock: Clock): MetadataTokens {
  const key = randomBytes(32)
  const seal = (head: Buffer) => createHmac('sha256', key).update(head).digest()
  return {
    issue(seconds) {
      const head = randomBytes(headBytes)
      head.writeUIntBE(clock() + seconds * 1000, 0, endBytes)
      return Buffer.concat([head, seal(head)]).toString('base64url')
    },
    isGood(token) {
      if (token.length !== length) return false
      const bytes = Buffer.from(token, 'base64url')
      if (bytes.length !== headBytes + 32) return false
      const head = bytes.subarray(0, headBytes)
      return timingSafeEqual(seal(head), bytes.subarray(headBytes)) && clock() < head.readUIntBE(0, endBytes)
    },
  }
}
