import type { PodEntry } from './pod-entry.ts'

/** A call for a pod that waits for its turn, or for its answer. */
export interface Flight {
  /** Rejects with a `Fault`. */
  readonly entry: Promise<PodEntry>
  /** Somebody asks for it still. */
  readonly stay: () => void
}

export interface Flights {
  /** What this very token waits for already, as long as the token has not ended. */
  ofToken(digest: Buffer, now: number): Flight | undefined
  /** The flight of that name, begun where there is none. From now on the token waits for it. */
  join(
    name: string,
    token: { readonly digest: Buffer; readonly expiresAt: number },
    begin: () => Flight,
  ): Flight
}

/**
 * Calls under way. An SDK that gives up after a second asks again with the same token, and in a storm most requests
 * are such: nothing of them is read and verified a second time.
 */
export function flights(): Flights {
  const byName = new Map<string, { readonly flight: Flight; readonly digests: string[] }>()
  const byToken = new Map<string, { readonly flight: Flight; readonly expiresAt: number }>()

  function started(name: string, { entry, stay }: Flight) {
    const digests: string[] = []
    const landed = entry.finally(() => {
      byName.delete(name)
      for (const digest of digests) byToken.delete(digest)
    })
    const one = { flight: { entry: landed, stay }, digests }
    byName.set(name, one)
    return one
  }

  return {
    ofToken(digest, now) {
      const found = byToken.get(digest.toString('latin1'))
      return found && found.expiresAt > now ? found.flight : undefined
    },
    join(name, { digest, expiresAt }, begin) {
      const { flight, digests } = byName.get(name) ?? started(name, begin())
      const token = digest.toString('latin1')
      if (!byToken.has(token)) digests.push(token)
      byToken.set(token, { flight, expiresAt })
      return flight
    },
  }
}
