const watched = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const

export interface SignalWatch {
  /** The first signal that came while nobody took them. */
  readonly missed: NodeJS.Signals | undefined
  /** Aborted when that one comes. */
  readonly interrupted: AbortSignal
  /** Who takes the signals from now on. */
  forward(take: (signal: NodeJS.Signals) => void): void
  stop(): void
}

/** Keeps signals from ending this process before it has cleaned up after itself. */
export function watchSignals(): SignalWatch {
  let missed: NodeJS.Signals | undefined
  const interruption = new AbortController()
  let take = (signal: NodeJS.Signals) => {
    missed ??= signal
    interruption.abort()
  }
  const listener = (signal: NodeJS.Signals) => take(signal)
  for (const signal of watched) process.on(signal, listener)
  return {
    get missed() {
      return missed
    },
    interrupted: interruption.signal,
    forward(taker) {
      take = taker
    },
    stop() {
      for (const signal of watched) process.off(signal, listener)
    },
  }
}
