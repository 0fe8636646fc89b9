import type { Randomness } from '@rolecall/core'
import { fraction } from '../fraction.ts'
import type { Timing } from '../timing.ts'

/**
 * When credentials are renewed: once they have been kept for `retentionMs`, and in any case some time before
 * they end, which is a third of their life where that is shorter than `renewAheadMs`. Up to a tenth earlier, so
 * that pods that started together do not ask together.
 */
export function renewalTime(
  fetchedAt: number,
  expiresAt: number,
  retentionMs: number,
  timing: Timing,
  random: Randomness,
): number {
  const life = expiresAt - fetchedAt
  const kept = Math.min(retentionMs, life - Math.min(timing.renewAheadMs, life / 3))
  return fetchedAt + kept * (1 - fraction(random) / 10)
}
