import { hostedIssuers } from '../records/hosted-issuer.ts'
import { outboundIssuerIds } from '../records/outbound-issuer.ts'
import type { Reader } from '../store/store.ts'
import { hostedIssuerId } from './hosted-issuer-id.ts'

/** Whether an issuer, in its one spelling, is one whose keys this server holds; the host is left aside. */
export async function isHostedHere(url: string, reader: Reader): Promise<boolean> {
  const id = hostedIssuerId(url)
  if (id === undefined) return false
  return Boolean((await reader.get(hostedIssuers, [id])) ?? (await reader.get(outboundIssuerIds, [id])))
}
