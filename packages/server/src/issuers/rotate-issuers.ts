import { type KeyRing, rotate } from '@rolecall/tokens'
import { type HostedKey, hostedIssuers } from '../records/hosted-issuer.ts'
import { type OutboundAlgorithm, outboundIssuers } from '../records/outbound-issuer.ts'
import type { Store } from '../store/store.ts'
import type { Issuers } from './issuers.ts'
import { longestTokenSeconds } from './longest-token-seconds.ts'

/** Source: the longest `DurationSeconds` of GetWebIdentityToken. */
const longestOutboundSeconds = 3600

interface Tools {
  readonly issuers: Issuers
  readonly store: Store
  readonly now: number
  /** How long a key signs before the next one follows, in milliseconds. */
  readonly after: number
}

/**
 * Gives every issuer of this server a new key whose newest one is older than `after`. The new key is published an
 * hour before it signs, and the old ones until their last token has ended. A key is made before the store is entered,
 * and whether it is due is asked again on it; a stop in between loses nothing but the key.
 */
export async function rotateIssuers({ issuers, store, now, after }: Tools): Promise<void> {
  const isDue = (ring: KeyRing<HostedKey>) => (ring.keys.at(-1)?.signsFrom ?? Infinity) <= now - after
  for (const { id, ring } of await store.reader.list(hostedIssuers, [])) {
    if (!isDue(ring)) continue
    const key = await issuers.newKey('RS256')
    await store.transact(async (transaction) => {
      const present = await transaction.get(hostedIssuers, [id])
      if (!present || !isDue(present.ring)) return
      const next = rotate(present.ring, now, key, longestTokenSeconds)
      await transaction.put(hostedIssuers, [id], { ...present, ring: next })
    })
  }
  for (const { account, rings } of await store.reader.list(outboundIssuers, [])) {
    for (const [algorithm, ring] of Object.entries(rings ?? {}) as [
      OutboundAlgorithm,
      KeyRing<HostedKey>,
    ][]) {
      if (!isDue(ring)) continue
      const key = await issuers.newKey(algorithm)
      await store.transact(async (transaction) => {
        const present = await transaction.get(outboundIssuers, [account])
        const its = present?.rings
        if (!its || !isDue(its[algorithm])) return
        const next = rotate(its[algorithm], now, key, longestOutboundSeconds)
        await transaction.put(outboundIssuers, [account], {
          ...present,
          rings: { ...its, [algorithm]: next },
        })
      })
    }
  }
}
