import type { Clock } from '@rolecall/core'

export interface FollowMissedPodsOptions {
  /** Must not reject. */
  readonly round: () => Promise<void>
  readonly isReady: () => boolean
  /** Milliseconds from the end of a round to the next. */
  readonly every: number
  readonly clock: Clock
  readonly signal: AbortSignal
}

/** Milliseconds between two looks at the readiness. */
const lookEvery = 500
/** Milliseconds: an API server finds its way to a webhook only some time after that has become ready. */
const settled = 30_000

/** Makes a round whenever the webhook becomes ready, soon afterwards another, and then one after each interval. */
export function followMissedPods({ round, isReady, every, clock, signal }: FollowMissedPodsOptions): void {
  let wasReady = false
  let underWay = false
  let due = 0
  const look = async () => {
    if (underWay) return
    const ready = isReady()
    const arrived = ready && !wasReady
    wasReady = ready
    if (!ready || (!arrived && clock() < due)) return
    underWay = true
    await round()
    underWay = false
    due = clock() + (arrived ? Math.min(every, settled) : every)
  }
  const timer = setInterval(look, lookEvery).unref()
  signal.addEventListener('abort', () => clearInterval(timer), { once: true })
}
