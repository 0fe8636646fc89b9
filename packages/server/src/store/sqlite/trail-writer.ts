import type { DatabaseSync } from 'node:sqlite'
import type { TrailEvent } from '../../trail/trail-event.ts'

/** Appends events to the trail. */
export function trailWriter(database: DatabaseSync): (events: readonly TrailEvent[]) => void {
  const insert = database.prepare(
    `INSERT INTO trail_event (account, region, time, id, name, source, category, read_only, username, access_key_id, resources, record, principal_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  return (events) => {
    for (const event of events) {
      insert.run(
        event.account,
        event.region,
        event.time,
        event.id,
        event.name,
        event.source,
        event.category,
        String(event.readOnly),
        event.username ?? null,
        event.accessKeyId ?? null,
        JSON.stringify(event.resources),
        JSON.stringify(event.record),
        event.principalId ?? null,
      )
    }
  }
}
