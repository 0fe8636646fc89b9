import type { ContextValue } from '@rolecall/policy'
import type { Exchange } from './exchange.ts'

/** Condition keys that follow from the request itself. Source: "AWS global condition context keys". */
export function requestKeys({ arrival, region }: Exchange): [string, ContextValue][] {
  const keys: [string, ContextValue][] = [
    ['aws:CurrentTime', new Date(arrival.at).toISOString()],
    ['aws:EpochTime', String(Math.floor(arrival.at / 1000))],
    ['aws:SecureTransport', String(arrival.secure)],
    ['aws:SourceIp', arrival.sourceAddress],
  ]
  if (region !== undefined) keys.push(['aws:RequestedRegion', region])
  const userAgent = arrival.head.headers.get('user-agent')
  if (userAgent !== undefined) keys.push(['aws:UserAgent', userAgent])
  const referer = arrival.head.headers.get('referer')
  if (referer !== undefined) keys.push(['aws:Referer', referer])
  return keys
}
