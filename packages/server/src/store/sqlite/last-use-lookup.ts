import type { DatabaseSync } from 'node:sqlite'
import type { LastUse } from '../../trail/last-use.ts'
import type { TrailEvent } from '../../trail/trail-event.ts'
import { latestUses } from './latest-uses.ts'

type Lookup = (principals: readonly string[], waiting?: readonly TrailEvent[]) => readonly LastUse[]

/** Finds the last uses of principals and access keys: what is written, and events that wait to be. */
export function lastUseLookup(database: DatabaseSync): Lookup {
  const written = database.prepare(
    `SELECT principal, source, name, region, time FROM last_use
     WHERE principal IN (SELECT value FROM json_each(?))`,
  )
  return (principals, waiting = []) => {
    const known = written.all(JSON.stringify(principals)) as unknown as LastUse[]
    if (waiting.length === 0) return known
    const asked = new Set(principals)
    return latestUses(waiting, known).filter(({ principal }) => asked.has(principal))
  }
}
