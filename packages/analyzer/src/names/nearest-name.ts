import { difference } from './difference.ts'
import { editDistance } from './edit-distance.ts'

export interface NearName {
  readonly name: string
  /** Such as `differs by one letter`. */
  readonly how: string
}

/** The name that somebody may have meant who wrote `wanted`; the first of equals in their order. */
export function nearestName(wanted: string, names: Iterable<string>): NearName | undefined {
  let nearest: NearName | undefined
  let least = Number.POSITIVE_INFINITY
  for (const name of names) {
    if (Math.abs(name.length - wanted.length) > 3) continue
    const distance = editDistance(wanted.toLowerCase(), name.toLowerCase(), 3)
    if (distance >= least) continue
    const how = difference(wanted, name)
    if (how === undefined) continue
    least = distance
    nearest = { name, how }
  }
  return nearest
}
