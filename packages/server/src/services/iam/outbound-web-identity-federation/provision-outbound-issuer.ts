import type { Issuers } from '../../../issuers/issuers.ts'
import { type OutboundIssuer, outboundIssuers } from '../../../records/outbound-issuer.ts'
import type { Store } from '../../../store/store.ts'

/** Source: the longest `DurationSeconds` of GetWebIdentityToken. */
const longestTokenSeconds = 3600

/** Gives an outbound issuer its keys; once more does nothing. */
export async function provisionOutboundIssuer(
  { account, id }: OutboundIssuer,
  { issuers, store }: { issuers: Issuers; store: Store },
): Promise<void> {
  const [RS256, ES384] = await Promise.all([
    issuers.newRing('RS256', longestTokenSeconds),
    issuers.newRing('ES384', longestTokenSeconds),
  ])
  await store.transact(async (transaction) => {
    const present = await transaction.get(outboundIssuers, [account])
    if (present?.id !== id || present.rings) return
    await transaction.put(outboundIssuers, [account], { ...present, rings: { RS256, ES384 } })
  })
}
