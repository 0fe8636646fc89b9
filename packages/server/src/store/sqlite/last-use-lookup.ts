import type { DatabaseSync } from 'node:sqlite'
import type { LastUse } from '../../trail/last-use.ts'
import { latestUses, type UseRow } from './latest-uses.ts'

/** Finds the last uses of principals and access keys: what is counted, and the events that are not yet. */
export function lastUseLookup(database: DatabaseSync): (principals: readonly string[]) => readonly LastUse[] {
  const counted = database.prepare(
    `SELECT principal, source, name, region, time FROM last_use
     WHERE principal IN (SELECT value FROM json_each(?))`,
  )
  const newest = database.prepare(
    `SELECT sequence, principal_id, access_key_id, source, name, region, time FROM trail_event
     WHERE sequence > (SELECT through FROM last_use_counted)
       AND (principal_id IN (SELECT value FROM json_each(?1)) OR access_key_id IN (SELECT value FROM json_each(?1)))`,
  )
  return (principals) => {
    const text = JSON.stringify(principals)
    const asked = new Set(principals)
    const uses = latestUses(
      newest.all(text) as unknown as UseRow[],
      counted.all(text) as unknown as LastUse[],
    )
    return uses.filter(({ principal }) => asked.has(principal))
  }
}
