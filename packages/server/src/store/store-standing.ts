import { type Clock, toldRarely } from '@rolecall/core'
import type { Logger } from '../logger.ts'
import type { StoreUnwritable } from './store-unwritable.ts'

/** Whether the store can write, by what it tried last. */
export interface StoreStanding {
  failed(problem: StoreUnwritable): void
  wrote(): void
  problem(): StoreUnwritable | undefined
}

/** Says that the store cannot write, once a minute however many calls fail for it, and once that it can again. */
export function storeStanding(log: Logger, clock: Clock): StoreStanding {
  const rarely = toldRarely(clock)
  let current: StoreUnwritable | undefined
  let isTold = false
  return {
    failed(problem) {
      current = problem
      const unsaid = rarely(problem.message)
      if (!unsaid) return
      isTold = true
      log.error({ reason: problem.message, ...unsaid }, 'the store cannot be written, and calls fail')
    },
    wrote() {
      if (isTold) log.info({}, 'the store can be written again')
      current = undefined
      isTold = false
    },
    problem: () => current,
  }
}
