import type { ObjectIndex } from './object-index.ts'
import type { ObjectRow } from './object-row.ts'

export interface Listing {
  readonly objects: readonly ObjectRow[]
  readonly commonPrefixes: readonly string[]
  /** What the next page comes after, when there is one. */
  readonly next?: string
}

/** After every key that begins with what stands before it. */
const last = '\u{10FFFF}'

/**
 * One page of a bucket. Keys that go on after the delimiter are one common prefix; the page holds `most` of
 * both together, and its cost is that of its entries, not of the keys a prefix hides.
 */
export function listObjects(
  index: ObjectIndex,
  bucket: string,
  { prefix, delimiter, after, most }: { prefix: string; delimiter: string; after: string; most: number },
): Listing {
  const objects: ObjectRow[] = []
  const commonPrefixes: string[] = []
  let reached = ''
  let place: { from: string } | { after: string } = after < prefix ? { from: prefix } : { after }
  for (;;) {
    const count = objects.length + commonPrefixes.length
    const batch = index.objects(bucket, place, delimiter === '' ? most - count + 1 : 100)
    let jumped = false
    for (const row of batch) {
      if (!row.key.startsWith(prefix)) return { objects, commonPrefixes }
      const cut = delimiter === '' ? -1 : row.key.indexOf(delimiter, prefix.length)
      const common = cut < 0 ? undefined : row.key.slice(0, cut + delimiter.length)
      place = { after: row.key }
      // A page that ended with this prefix has shown it already.
      const shown = common !== undefined && after.startsWith(common)
      if (!shown && objects.length + commonPrefixes.length >= most)
        return { objects, commonPrefixes, next: reached }
      if (common === undefined) {
        objects.push(row)
        reached = row.key
        continue
      }
      if (!shown) {
        commonPrefixes.push(common)
        reached = common
      }
      place = { after: common + last }
      jumped = true
      break
    }
    if (!jumped && batch.length === 0) return { objects, commonPrefixes }
  }
}
