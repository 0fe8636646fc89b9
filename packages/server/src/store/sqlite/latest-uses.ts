import type { LastUse } from '../../trail/last-use.ts'
import type { TrailEvent } from '../../trail/trail-event.ts'

/** Keys of users are remembered; those of sessions come and go, and their role's id says as much. */
const longLived = /^AKIA/

/** The latest use of each operation by each principal and access key. */
export function latestUses(
  events: readonly TrailEvent[],
  known: readonly LastUse[] = [],
): readonly LastUse[] {
  const latest = new Map<string, LastUse>()
  const keep = (use: LastUse) => {
    const key = `${use.principal}\u0000${use.source}\u0000${use.name}`
    const before = latest.get(key)
    if (!before || before.time <= use.time) latest.set(key, use)
  }
  for (const use of known) keep(use)
  for (const { principalId, accessKeyId, source, name, region, time } of events) {
    const principals = [
      principalId,
      accessKeyId !== undefined && longLived.test(accessKeyId) ? accessKeyId : undefined,
    ]
    for (const principal of principals) {
      if (principal !== undefined) keep({ principal, source, name, region, time })
    }
  }
  return [...latest.values()]
}
