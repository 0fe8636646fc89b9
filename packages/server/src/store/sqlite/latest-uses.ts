import type { LastUse } from '../../trail/last-use.ts'

/** An event, as far as it says who used what. */
export interface UseRow {
  readonly sequence: number
  readonly principal_id: string | null
  readonly access_key_id: string | null
  readonly source: string
  readonly name: string
  readonly region: string
  readonly time: number
}

/** Keys of users are remembered; those of sessions come and go, and their role's id says as much. */
const longLived = /^AKIA/

/** The latest use of each operation by each principal and access key. */
export function latestUses(rows: readonly UseRow[], known: readonly LastUse[] = []): readonly LastUse[] {
  const latest = new Map<string, LastUse>()
  const keep = (use: LastUse) => {
    const key = `${use.principal}\u0000${use.source}\u0000${use.name}`
    const before = latest.get(key)
    if (!before || before.time <= use.time) latest.set(key, use)
  }
  for (const use of known) keep(use)
  for (const { principal_id: id, access_key_id: accessKeyId, source, name, region, time } of rows) {
    const principals = [id, accessKeyId !== null && longLived.test(accessKeyId) ? accessKeyId : null]
    for (const principal of principals) {
      if (principal !== null) keep({ principal, source, name, region, time })
    }
  }
  return [...latest.values()]
}
