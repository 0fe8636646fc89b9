import type { LastUse } from '../../../trail/last-use.ts'

/** The latest of some uses; `undefined` when there is none. */
export function latestOf(uses: readonly LastUse[]): LastUse | undefined {
  return uses.reduce<LastUse | undefined>(
    (one, other) => (one && one.time >= other.time ? one : other),
    undefined,
  )
}
