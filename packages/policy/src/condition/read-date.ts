/*
 * Dates in the W3C profile of ISO 8601, or seconds since the epoch:
 *
 *     YYYY | YYYY-MM | YYYY-MM-DD | YYYY-MM-DDThh:mm[:ss[.s+]] ( "Z" | ("+" | "-") hh:mm )
 *
 * Four digits alone are a year. A time without zone is taken as UTC. Source: "Date condition operators",
 * IAM User Guide, and https://www.w3.org/TR/NOTE-datetime
 */
const calendar =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[Tt](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?([Zz]|[+-]\d{2}:?\d{2})?)?)?)?$/
const epoch = /^-?\d{1,12}(?:\.\d{1,9})?$/

/** Seconds since the epoch, or `undefined` for text that is no date. */
export function readDate(text: string): number | undefined {
  const match = calendar.exec(text)
  if (!match) return epoch.test(text) ? Number(text) : undefined
  const [, year, month = '01', day = '01', hour = '00', minute = '00', second = '00', fraction, zone] = match
  const [m, d, h, min, s] = [month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ]
  if (m < 1 || m > 12 || d < 1 || d > daysOf(Number(year), m) || h > 23 || min > 59 || s > 59)
    return undefined
  const offset = readZone(zone)
  if (offset === undefined) return undefined
  const date = new Date(0)
  date.setUTCFullYear(Number(year), m - 1, d)
  date.setUTCHours(h, min, s)
  return date.getTime() / 1000 - offset + (fraction ? Number(`0.${fraction}`) : 0)
}

function readZone(zone: string | undefined): number | undefined {
  if (!zone || zone === 'Z' || zone === 'z') return 0
  const hours = Number(zone.slice(1, 3))
  const minutes = Number(zone.slice(-2))
  if (hours > 23 || minutes > 59) return undefined
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60)
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}
