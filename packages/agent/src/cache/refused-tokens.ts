import type { Fault } from '@rolecall/core'

export interface RefusedTokens {
  /** Why EKS Auth refused this token a moment ago. */
  get(digest: Buffer, now: number): Fault | undefined
  put(digest: Buffer, fault: Fault, until: number): void
}

const mostRefusals = 4096

/** Tokens that EKS Auth refused for good, for the moment that a loop in a container takes to ask again. */
export function refusedTokens(): RefusedTokens {
  const refusals = new Map<string, { readonly fault: Fault; readonly until: number }>()
  return {
    get(digest, now) {
      const found = refusals.get(digest.toString('latin1'))
      return found && found.until > now ? found.fault : undefined
    },
    put(digest, fault, until) {
      const [oldest] = refusals.keys()
      if (refusals.size >= mostRefusals && oldest !== undefined) refusals.delete(oldest)
      refusals.set(digest.toString('latin1'), { fault, until })
    },
  }
}
