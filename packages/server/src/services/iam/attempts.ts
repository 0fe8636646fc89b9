import type { WrongAttempts } from '../../records/wrong-attempts.ts'

/** Nobody types wrong more often than this, and six digits are not guessed by it. */
const free = 5
const firstWaitMs = 30_000
const longestWaitMs = 15 * 60_000

/** How often somebody may be wrong: five times, then after a wait that doubles each time. */
export const attempts = {
  /** Whether the next one is refused, right or wrong. */
  areLocked(wrong: WrongAttempts | undefined, now: number): boolean {
    if (!wrong || wrong.count < free) return false
    const wait = Math.min(firstWaitMs * 2 ** (wrong.count - free), longestWaitMs)
    return now < wrong.lastAt + wait
  },
  afterWrong: (wrong: WrongAttempts | undefined, now: number): WrongAttempts => ({
    count: (wrong?.count ?? 0) + 1,
    lastAt: now,
  }),
}
