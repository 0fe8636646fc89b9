import { createHmac } from 'node:crypto'
import { decodeBase32 } from '@rolecall/core'

/** What an authenticator app shows at a time: RFC 4226 and RFC 6238 by the letter, apart from the server's code. */
export function codeAt(seed: string, time: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(time / 30_000)))
  const mac = createHmac('sha1', decodeBase32(seed) ?? '')
    .update(counter)
    .digest()
  const binary = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fff_ffff
  return String(binary % 1_000_000).padStart(6, '0')
}

/** A code that is none of those near a time. */
export function wrongCode(seed: string, time: number): string {
  const near = new Set([-3, -2, -1, 0, 1, 2, 3].map((steps) => codeAt(seed, time + steps * 30_000)))
  return ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777'].find(
    (code) => !near.has(code),
  ) as string
}
