export interface EndedPods {
  /** From now on this pod is gone, whatever its tokens say. */
  end(uid: string): void
  has(uid: string): boolean
}

/** A node runs some hundred pods at a time, and tokens end within a day. */
const mostKept = 20_000

/** Pods of the node that have ended, of which the one that ended first is forgotten first. */
export function endedPods(): EndedPods {
  const uids = new Set<string>()
  return {
    end(uid) {
      uids.add(uid)
      const [oldest] = uids
      if (uids.size > mostKept && oldest !== undefined) uids.delete(oldest)
    },
    has: (uid) => uids.has(uid),
  }
}
