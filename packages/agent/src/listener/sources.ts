import type { Clock } from '@rolecall/core'

/** One address that connections come from. */
export interface Source {
  readonly address: string
  connections: number
  /** Requests it may make now. */
  allowance: number
  filledAt: number
}

export interface Sources {
  /** The source of a new connection, or `undefined` when it has too many already. */
  connect(address: string): Source | undefined
  disconnect(source: Source): void
  /** Whether the source may make one more request now. */
  allows(source: Source): boolean
}

export interface SourceLimits {
  /** Requests a second; as many at once. 0 for no limit. */
  readonly requestsPerSecond: number
  readonly connections: number
  /** Connections of all sources together; no limit when left out. */
  readonly allConnections?: number
}

/**
 * Limits by who connects, so that a pod that asks in a loop slows down itself alone. A source is forgotten with
 * its last connection once it has its whole allowance again.
 */
export function sources(limits: SourceLimits, clock: Clock): Sources {
  const { requestsPerSecond, connections, allConnections = Infinity } = limits
  let open = 0
  const known = new Map<string, Source>()
  let nextLook = 1024

  function fill(source: Source): void {
    const now = clock()
    const gained = (Math.max(0, now - source.filledAt) * requestsPerSecond) / 1000
    source.allowance = Math.min(requestsPerSecond, source.allowance + gained)
    source.filledAt = now
  }

  /** Sources that have gone are looked through now and then; those without a debt are forgotten. */
  function forgetSome(): void {
    for (const source of known.values()) {
      fill(source)
      if (source.connections === 0 && source.allowance >= requestsPerSecond) known.delete(source.address)
    }
  }

  return {
    connect(address) {
      if (known.size >= nextLook) {
        forgetSome()
        nextLook = Math.max(1024, known.size * 2)
      }
      const source = known.get(address) ?? {
        address,
        connections: 0,
        allowance: requestsPerSecond,
        filledAt: clock(),
      }
      known.set(address, source)
      // No more than are left for all others, so that a few together do not take them all.
      if (source.connections >= Math.min(connections, allConnections - open)) return undefined
      source.connections += 1
      open += 1
      return source
    },
    disconnect(source) {
      source.connections -= 1
      open -= 1
    },
    allows(source) {
      if (requestsPerSecond === 0) return true
      fill(source)
      if (source.allowance < 1) return false
      source.allowance -= 1
      return true
    },
  }
}
