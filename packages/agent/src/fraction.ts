import type { Randomness } from '@rolecall/core'

/** A number from 0 up to, and without, 1. */
export function fraction(random: Randomness): number {
  return Buffer.from(random(4)).readUInt32BE() / 2 ** 32
}
