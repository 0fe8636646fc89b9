import type { ContextValue } from '@rolecall/policy'
import type { Arrival } from '../gateway-tools.ts'

/** Condition keys that every request has. Source: "AWS global condition context keys", IAM User Guide. */
export function requestKeys(arrival: Arrival, region: string, account: string): [string, ContextValue][] {
  const keys: [string, ContextValue][] = [
    ['aws:CurrentTime', new Date(arrival.at).toISOString()],
    ['aws:EpochTime', String(Math.floor(arrival.at / 1000))],
    ['aws:RequestedRegion', region],
    ['aws:ResourceAccount', account],
    ['aws:SecureTransport', String(arrival.secure)],
    ['aws:SourceIp', arrival.sourceAddress],
    ['aws:ViaAWSService', 'false'],
  ]
  const userAgent = arrival.head.headers.get('user-agent')
  if (userAgent !== undefined) keys.push(['aws:UserAgent', userAgent])
  const referer = arrival.head.headers.get('referer')
  if (referer !== undefined) keys.push(['aws:Referer', referer])
  return keys
}
