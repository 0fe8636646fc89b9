import type { CallFailure } from './call-failure.ts'

/** A pause in which a service is asked nothing, because it said so. */
export interface Rest {
  /** Lasts `ms` at least: one that ends later stays as it is. */
  begin(ms: number, cause: CallFailure): void
  /** What the service said, while the rest lasts. */
  cause(): CallFailure | undefined
  /** Rejects with the cause of a rest that nobody waits for any more. */
  over(): Promise<void>
  /** From now on a rest is not waited for, and ends no more. */
  giveUp(): void
}

/** Each answer that wants a rest holds it open for its time, so that no clock has to be read, nor believed. */
export function rest(): Rest {
  let open = 0
  let latest: CallFailure | undefined
  let end = Promise.withResolvers<void>()
  end.resolve()
  let isGivenUp = false
  const timers = new Set<NodeJS.Timeout>()

  return {
    begin(ms, cause) {
      latest = cause
      if (isGivenUp) return
      if (open === 0) end = Promise.withResolvers()
      open += 1
      const timer = setTimeout(() => {
        timers.delete(timer)
        open -= 1
        if (open > 0) return
        latest = undefined
        end.resolve()
      }, ms)
      timers.add(timer)
    },
    cause: () => latest,
    async over() {
      // Answers to what was sent before may have made it longer.
      while (open > 0) await end.promise
      if (isGivenUp && latest) throw latest
    },
    giveUp() {
      isGivenUp = true
      for (const timer of timers) clearTimeout(timer)
      open = 0
      end.resolve()
    },
  }
}
