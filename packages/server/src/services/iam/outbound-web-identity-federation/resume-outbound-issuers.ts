import type { Issuers } from '../../../issuers/issuers.ts'
import { outboundIssuers } from '../../../records/outbound-issuer.ts'
import type { Store } from '../../../store/store.ts'
import { provisionOutboundIssuer } from './provision-outbound-issuer.ts'

/** Makes the keys of the outbound issuers that a stop left without. */
export async function resumeOutboundIssuers(tools: { issuers: Issuers; store: Store }): Promise<void> {
  for (const issuer of await tools.store.reader.list(outboundIssuers, [])) {
    if (!issuer.rings) await provisionOutboundIssuer(issuer, tools)
  }
}
