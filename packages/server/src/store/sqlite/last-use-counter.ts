import type { DatabaseSync } from 'node:sqlite'
import { latestUses, type UseRow } from './latest-uses.ts'

/**
 * Brings the table of last uses forward by some events, and answers whether more are left. A call pays nothing
 * for it: the table follows when the server has time, as the index over the trail does, and a look-up reads what
 * it lacks. It grows with the operations that somebody uses, not with their calls.
 */
export function lastUseCounter(database: DatabaseSync): (most: number) => boolean {
  const next = database.prepare(
    `SELECT sequence, principal_id, access_key_id, source, name, region, time FROM trail_event
     WHERE sequence > (SELECT through FROM last_use_counted) ORDER BY sequence LIMIT ?`,
  )
  const put = database.prepare(
    `INSERT INTO last_use (principal, source, name, region, time) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET region = excluded.region, time = excluded.time WHERE excluded.time >= time`,
  )
  const advance = database.prepare('UPDATE last_use_counted SET through = ?')
  return (most) => {
    const rows = next.all(most) as unknown as UseRow[]
    for (const { principal, source, name, region, time } of latestUses(rows)) {
      put.run(principal, source, name, region, time)
    }
    const last = rows.at(-1)
    if (last) advance.run(last.sequence)
    return rows.length === most
  }
}
