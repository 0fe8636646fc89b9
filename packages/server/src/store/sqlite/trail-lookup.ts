import type { DatabaseSync } from 'node:sqlite'
import type { LookupAttribute, TrailEvent, TrailQuery } from '../../trail/trail-event.ts'

/**
 * How each attribute is asked of the tables. Those that tell few events apart have no index: every write would
 * pay for it, and the newest events that match are found by going back through the newest events.
 */
const conditions: Readonly<Record<LookupAttribute, string>> = {
  EventId: 'id = ?',
  EventName: 'name = ?',
  EventSource: 'source = ?',
  ReadOnly: 'read_only = ?',
  Username: 'username = ?',
  AccessKeyId: 'access_key_id = ?',
  ResourceType: "EXISTS (SELECT 1 FROM json_each(resources) WHERE json_each.value ->> 'type' = ?)",
  ResourceName:
    'sequence IN (SELECT sequence FROM trail_resource r WHERE r.account = trail_event.account AND r.name = ?)',
}

interface Row {
  sequence: number
  account: string
  region: string
  time: number
  id: string
  name: string
  source: string
  category: 'Management' | 'Data'
  read_only: string
  username: string | null
  access_key_id: string | null
  resources: string
  record: string
}

/** Finds events, newest first. */
export function trailLookup(database: DatabaseSync): (query: TrailQuery) => TrailEvent[] {
  return (query) => {
    const where = ['account = ?', 'region = ?', 'category = ?']
    const values: (string | number)[] = [query.account, query.region, query.category]
    const ask = (condition: string, value: string | number | undefined) => {
      if (value === undefined) return
      where.push(condition)
      values.push(value)
    }
    if (query.attribute) ask(conditions[query.attribute.key], query.attribute.value)
    ask('time >= ?', query.from)
    ask('time <= ?', query.until)
    ask('sequence < (SELECT sequence FROM trail_event WHERE id = ?)', query.after)
    const rows = database
      .prepare(`SELECT * FROM trail_event WHERE ${where.join(' AND ')} ORDER BY sequence DESC LIMIT ?`)
      .all(...values, query.limit) as unknown as Row[]
    return rows.map((row) => ({
      account: row.account,
      region: row.region,
      time: row.time,
      id: row.id,
      name: row.name,
      source: row.source,
      category: row.category,
      readOnly: row.read_only === 'true',
      username: row.username ?? undefined,
      accessKeyId: row.access_key_id ?? undefined,
      resources: JSON.parse(row.resources),
      record: JSON.parse(row.record),
    }))
  }
}
