import { PatternCodes } from './pattern-codes.ts'
import type { WorkLimit } from './work-limit.ts'

const { star, anyOne } = PatternCodes

/**
 * Whether a text exists that fits both, or `undefined` when the limit does not allow to find out. The format is walked
 * as an automaton while the pattern is read: a state is a place in the format, and those reached are kept in order.
 */
export function patternsMeet(
  { codes: pattern }: PatternCodes,
  { codes: format }: PatternCodes,
  limit: WorkLimit,
): boolean | undefined {
  let states = reach([], 0, format)
  for (const code of pattern) {
    if (!limit.allows(states.length + 1)) return undefined
    let next: number[] = []
    if (code === star) {
      for (let at = states[0]!; at <= format.length; at++) next.push(at)
    } else {
      for (const at of states) {
        const other = format[at]
        if (other === star) next = reach(next, at, format)
        else if (other === code || other === anyOne || (code === anyOne && other !== undefined))
          next = reach(next, at + 1, format)
      }
    }
    if (next.length === 0) return false
    states = next
  }
  return states.at(-1) === format.length
}

/** Adds a place and, as a star can stand for nothing, those behind its stars. */
function reach(states: number[], place: number, format: readonly number[]): number[] {
  for (let at = place; ; at++) {
    if (states.length === 0 || states.at(-1)! < at) states.push(at)
    if (format[at] !== star) return states
  }
}
