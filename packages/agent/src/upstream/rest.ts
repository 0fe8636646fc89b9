import type { CallFailure } from './call-failure.ts'

/** A pause in which a service is asked nothing, because it said so. */
export interface Rest {
  /** Lasts `ms` at least: one that ends later stays as it is. */
  begin(ms: number, cause: CallFailure): void
  /** What the service said, while the rest lasts. */
  cause(): CallFailure | undefined
  over(): Promise<void>
}

/** Each answer that wants a rest holds it open for its time, so that no clock has to be read, nor believed. */
export function rest(): Rest {
  let open = 0
  let latest: CallFailure | undefined
  let end = Promise.withResolvers<void>()
  end.resolve()

  return {
    begin(ms, cause) {
      if (open === 0) end = Promise.withResolvers()
      open += 1
      latest = cause
      setTimeout(() => {
        open -= 1
        if (open > 0) return
        latest = undefined
        end.resolve()
      }, ms)
    },
    cause: () => latest,
    async over() {
      // Answers to what was sent before may have made it longer.
      while (open > 0) await end.promise
    },
  }
}
