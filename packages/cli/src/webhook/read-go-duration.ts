import { Refusal } from '../refusal.ts'

const milliseconds: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}
const whole = /^(?:\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h))+$/
const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h)/g

/** Reads a duration as Go writes them, such as `100ms` or `1m30s`, in milliseconds. @throws Refusal */
export function readGoDuration(flag: string, text: string): number {
  if (text === '0') return 0
  if (!whole.test(text))
    throw new Refusal(`${flag} takes a duration such as 100ms or 1m30s, and ${JSON.stringify(text)} is none.`)
  return [...text.matchAll(part)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * (milliseconds[unit ?? ''] ?? 0),
    0,
  )
}
