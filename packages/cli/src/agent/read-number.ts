import { Refusal } from '../refusal.ts'

/** A whole number of a flag. @throws Refusal */
export function readNumber(flag: string, text: string, most: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text)
  throw new Refusal(`${flag} takes a number up to ${most}, and ${JSON.stringify(text)} is none.`)
}
