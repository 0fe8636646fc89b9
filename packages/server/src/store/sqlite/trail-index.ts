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

interface Row {
  readonly sequence: number
  readonly account: string
  readonly id: string
  readonly name: string
  readonly username: string | null
  readonly access_key_id: string | null
  readonly resources: string
}

/**
 * Brings the index over the trail forward by some events, and answers whether more are left. A call pays only
 * for the event itself: the index follows when the server has time, and a look-up reads what it lacks.
 */
export function trailIndexer(database: DatabaseSync): (most: number) => boolean {
  const next = database.prepare(
    `SELECT sequence, account, id, name, username, access_key_id, resources FROM trail_event
     WHERE sequence > (SELECT through FROM trail_indexed) ORDER BY sequence LIMIT ?`,
  )
  const insert = database.prepare(
    'INSERT OR IGNORE INTO trail_index (account, attribute, value, sequence) VALUES (?, ?, ?, ?)',
  )
  const advance = database.prepare('UPDATE trail_indexed SET through = ?')
  return (most) => {
    const rows = next.all(most) as unknown as Row[]
    for (const row of rows) {
      for (const [attribute, value] of entries(row)) insert.run(row.account, attribute, value, row.sequence)
    }
    const last = rows.at(-1)
    if (last) advance.run(last.sequence)
    return rows.length === most
  }
}

function entries({ id, name, username, access_key_id: accessKeyId, resources }: Row) {
  const found: [attribute: LookupAttribute, value: string][] = [
    ['EventId', id],
    ['EventName', name],
  ]
  if (username !== null) found.push(['Username', username])
  if (accessKeyId !== null) found.push(['AccessKeyId', accessKeyId])
  for (const resource of JSON.parse(resources) as { name: string }[])
    found.push(['ResourceName', resource.name])
  return found
}
