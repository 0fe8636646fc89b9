import type { DatabaseSync } from 'node:sqlite'
import type { TrailEvent } from '../../trail/trail-event.ts'
import { latestUses } from './latest-uses.ts'

/**
 * Keeps the last uses that events tell of, in the transaction that records them: those of a group are a handful of
 * rows, and a look-up reads no events. The table grows with the operations that somebody uses, not with their calls.
 */
export function lastUseWriter(database: DatabaseSync): (events: readonly TrailEvent[]) => void {
  const put = database.prepare(
    `INSERT INTO last_use (principal, source, name, region, time) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET region = excluded.region, time = excluded.time WHERE excluded.time >= time`,
  )
  return (events) => {
    for (const { principal, source, name, region, time } of latestUses(events)) {
      put.run(principal, source, name, region, time)
    }
  }
}
