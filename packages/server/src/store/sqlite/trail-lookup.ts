import type { DatabaseSync } from 'node:sqlite'
import type { LookupAttribute, TrailEvent, TrailQuery } from '../../trail/trail-event.ts'
import { indexedAttributes } from './trail-index.ts'

/** How each attribute is asked of an event. */
const conditions: Readonly<Record<LookupAttribute, string>> = {
  EventId: 'id = ?',
  EventName: 'name = ?',
  EventSource: 'source = ?',
  ReadOnly: 'read_only = ?',
  Username: 'username = ?',
  AccessKeyId: 'access_key_id = ?',
  ResourceType: "EXISTS (SELECT 1 FROM json_each(resources) WHERE json_each.value ->> 'type' = ?)",
  ResourceName: "EXISTS (SELECT 1 FROM json_each(resources) WHERE json_each.value ->> 'name' = ?)",
}

/** The events that the index does not know yet are the newest. */
const notIndexed = 'sequence > (SELECT through FROM trail_indexed)'
const inIndex =
  'sequence IN (SELECT sequence FROM trail_index WHERE account = ? AND attribute = ? AND value = ?)'

interface Row {
  readonly account: string
  readonly region: string
  readonly time: number
  readonly id: string
  readonly name: string
  readonly source: string
  readonly category: 'Management' | 'Data'
  readonly read_only: string
  readonly username: string | null
  readonly access_key_id: string | null
  readonly principal_id: string | null
  readonly resources: string
  readonly record: string
}

type Condition = readonly [sql: string, ...values: (string | number)[]]

/** Finds events, newest first: those not indexed yet one by one, the others by the index. */
export function trailLookup(database: DatabaseSync): (query: TrailQuery) => TrailEvent[] {
  const find = (where: readonly Condition[], limit: number) => {
    const text = where.map(([sql]) => sql).join(' AND ')
    const values = where.flatMap(([, ...each]) => each)
    const statement = `SELECT * FROM trail_event WHERE ${text} ORDER BY sequence DESC LIMIT ?`
    return (database.prepare(statement).all(...values, limit) as unknown as Row[]).map(event)
  }
  return (query) => {
    const where = conditionsOf(query)
    const { account, attribute, limit } = query
    if (!attribute) return find(where, limit)
    const { key, value } = attribute
    if (!indexedAttributes.has(key)) return find([...where, [conditions[key], value]], limit)
    const newest = find([...where, [notIndexed], [conditions[key], value]], limit)
    if (newest.length === limit) return newest
    return [
      ...newest,
      ...find([...where, [`NOT ${notIndexed}`], [inIndex, account, key, value]], limit - newest.length),
    ]
  }
}

function conditionsOf({ account, region, category, from, until, after }: TrailQuery): Condition[] {
  const where: Condition[] = [
    ['account = ?', account],
    ['region = ?', region],
    ['category = ?', category],
  ]
  if (from !== undefined) where.push(['time >= ?', from])
  if (until !== undefined) where.push(['time <= ?', until])
  if (after !== undefined) {
    where.push([
      `sequence < (SELECT sequence FROM trail_event WHERE id = ? AND (${notIndexed} OR ${inIndex}))`,
      after,
      account,
      'EventId',
      after,
    ])
  }
  return where
}

function event(row: Row): TrailEvent {
  return {
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
    principalId: row.principal_id ?? undefined,
    resources: JSON.parse(row.resources),
    record: JSON.parse(row.record),
  }
}
