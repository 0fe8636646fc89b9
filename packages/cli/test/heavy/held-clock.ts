import type { Clock } from '@rolecall/core'

/** The time of this machine, which can be held still: what must come within a second does so on a slow machine too. */
export interface HeldClock {
  readonly now: Clock
  hold(): void
  release(): void
}

export function heldClock(): HeldClock {
  let held: number | undefined
  return {
    now: () => held ?? Date.now(),
    hold() {
      held = Date.now()
    },
    release() {
      held = undefined
    },
  }
}
