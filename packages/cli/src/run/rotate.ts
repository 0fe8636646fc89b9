import type { Clock } from '@rolecall/core'

export interface Ending {
  /** Milliseconds since the epoch. */
  readonly ends: number
}

export interface Rotation {
  /** Gets a new token and puts it in its place. */
  renew(): Promise<Ending>
  failed(error: unknown): void
  readonly clock: Clock
  /** Waits; ends early when `signal` is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

const day = 24 * 60 * 60 * 1000
/** A sleeping machine stops timers, so the clock is looked at every so often instead of trusted to one timer. */
const look = 30_000
const retry = 5_000

/**
 * Renews a token when 80 % of its life is over or it is a day old, until `signal` is aborted. A renewal that
 * fails is tried again, for the old token is good a while longer.
 * Source: kubelet, `pkg/kubelet/token/token_manager.go`, `requiresRefresh`.
 */
export async function rotate(first: Ending, rotation: Rotation, signal: AbortSignal): Promise<void> {
  const { clock } = rotation
  const due = ({ ends }: Ending) => clock() + Math.min((ends - clock()) * 0.8, day)
  let at = due(first)
  while (!signal.aborted) {
    const left = at - clock()
    if (left > 0) {
      await rotation.sleep(Math.min(left, look), signal)
      continue
    }
    try {
      at = due(await rotation.renew())
    } catch (error) {
      if (signal.aborted) return
      rotation.failed(error)
      at = clock() + retry
    }
  }
}
