import { randomFillSync } from 'node:crypto'
import type { Randomness } from '@rolecall/core'

const poolBytes = 8192

/** Unpredictable bytes, drawn from the operating system by the pool: many small draws cost more than one. */
export function pooledRandomness(): Randomness {
  const pool = Buffer.alloc(poolBytes)
  let used = poolBytes
  return (length) => {
    if (length > poolBytes) return randomFillSync(Buffer.alloc(length))
    if (used + length > poolBytes) {
      randomFillSync(pool)
      used = 0
    }
    const bytes = Buffer.from(pool.subarray(used, used + length))
    // What was handed out is not kept where a later mistake could read it.
    pool.fill(0, used, used + length)
    used += length
    return bytes
  }
}
