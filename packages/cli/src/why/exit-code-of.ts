import type { Answer } from '@rolecall/analyzer'

/** How `why` and `can` end. */
export function exitCodeOf({ result }: Pick<Answer, 'result'>): number {
  return { allowed: 0, denied: 1, undecided: 2 }[result]
}
