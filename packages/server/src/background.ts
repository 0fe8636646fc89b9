import type { Logger } from './logger.ts'

/** Work that goes on after its call was answered. */
export interface Background {
  run(work: () => Promise<void>): void
  /** Resolves when all of it has ended. */
  settled(): Promise<void>
}

/** Runs work beside the calls; what fails is logged. */
export function background(log: Logger): Background {
  const running = new Set<Promise<void>>()
  return {
    run(work) {
      const one = work()
        .catch((error) => log.error({ error }, 'work after a call failed'))
        .finally(() => running.delete(one))
      running.add(one)
    },
    async settled() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}
