import type { DatabaseSync } from 'node:sqlite'
import type { LookupAttribute } from '../../trail/trail-event.ts'

/**
 * The attributes that tell events apart well enough to be worth an index. The others are found by going back
 * through the newest events.
 */
export const indexedAttributes: ReadonlySet<LookupAttribute> = new Set([
  'AccessKeyId',
  'EventId',
  'EventName',
  'ResourceName',
  'Username',
])

/**
 * Brings the index over the trail forward by some events, and answers whether more are left. A call pays only
 * for the event itself: the index follows when the server has time, and a look-up reads what it lacks.
 */
export function trailIndexer(database: DatabaseSync): (most: number) => boolean {
  const fresh = database.prepare(
    `SELECT count(*) AS count, max(sequence) AS last FROM (
       SELECT sequence FROM trail_event
       WHERE sequence > (SELECT through FROM trail_indexed) ORDER BY sequence LIMIT ?)`,
  )
  const insert = database.prepare(
    `INSERT OR IGNORE INTO trail_index (account, attribute, value, sequence)
     WITH fresh AS MATERIALIZED (
       SELECT sequence, account, id, name, username, access_key_id, resources FROM trail_event
       WHERE sequence > (SELECT through FROM trail_indexed) AND sequence <= ?)
     SELECT account, 'EventId', id, sequence FROM fresh
     UNION ALL SELECT account, 'EventName', name, sequence FROM fresh
     UNION ALL SELECT account, 'Username', username, sequence FROM fresh WHERE username IS NOT NULL
     UNION ALL SELECT account, 'AccessKeyId', access_key_id, sequence FROM fresh WHERE access_key_id IS NOT NULL
     UNION ALL SELECT account, 'ResourceName', resource.value ->> 'name', sequence
       FROM fresh, json_each(resources) AS resource`,
  )
  const advance = database.prepare('UPDATE trail_indexed SET through = ?')
  return (most) => {
    const { count, last } = fresh.get(most) as { count: number; last: number | null }
    if (last === null) return false
    insert.run(last)
    advance.run(last)
    return count === most
  }
}
