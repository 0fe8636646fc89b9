import { Refusal } from './refusal.ts'

const seconds = { h: 3600, m: 60, s: 1 } as const
const duration = /^(?=\d)(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s?)?$/

/** Reads `1h`, `90m`, `1h30m`, `600s` or `600` as seconds. */
export function readDuration(text: string): number {
  const [found, h = 0, m = 0, s = 0] = duration.exec(text) ?? []
  if (found === undefined) throw new Refusal(`${text} is no duration; write 1h, 90m, 1h30m or 600s`)
  return Number(h) * seconds.h + Number(m) * seconds.m + Number(s) * seconds.s
}
