import type { PodIdentity } from '../pod-token/pod-identity.ts'

/** ServiceAccounts whose credentials are no longer what they were. */
export type AssociationMatch = (pod: PodIdentity) => boolean

export interface ToldChanges {
  /** A mark of now, for `since`. */
  now(): number
  tell(match: AssociationMatch): void
  /** Whether a change of this pod was told after the mark. */
  since(mark: number, pod: PodIdentity): boolean
}

const mostKept = 256

/** What was told lately, because an answer that was under way meanwhile may be older than the change. */
export function toldChanges(): ToldChanges {
  const kept: AssociationMatch[] = []
  let count = 0
  return {
    now: () => count,
    tell(match) {
      kept.push(match)
      count += 1
      if (kept.length > mostKept) kept.shift()
    },
    since(mark, pod) {
      const missed = count - mark
      return missed > kept.length || kept.slice(kept.length - missed).some((match) => match(pod))
    },
  }
}
