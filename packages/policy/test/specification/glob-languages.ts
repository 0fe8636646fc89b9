/** Which texts two patterns have in common, found by walking both at once. */
export interface GlobLanguages {
  /** A text fits both. */
  readonly meet: boolean
  /** Every text of the other fits the one. */
  readonly covers: boolean
}

/** Patterns name `a` and `b`; `c` stands for any letter that they do not name. */
const letters = ['a', 'b', 'c']

/** Of patterns of `a`, `b`, `?` and `*`: exact, whatever the length of the texts, and slow. */
export function globLanguages(one: string, other: string): GlobLanguages {
  const start = [closed(one, new Set([0])), closed(other, new Set([0]))] as const
  const seen = new Set([keyOf(start)])
  const walks = [start]
  let meet = false
  let covers = true
  for (const [first, second] of walks) {
    const fits = first.has(one.length)
    if (second.has(other.length)) {
      meet ||= fits
      covers &&= fits
    }
    for (const letter of letters) {
      const next = [step(one, first, letter), step(other, second, letter)] as const
      if (seen.has(keyOf(next))) continue
      seen.add(keyOf(next))
      walks.push(next)
    }
  }
  return { meet, covers }
}

type Places = ReadonlySet<number>

const keyOf = (walk: readonly Places[]) => walk.map((places) => [...places].sort().join()).join(';')

/** Where a walk may also stand, since a `*` is no letter as well. */
function closed(pattern: string, places: Set<number>): Places {
  for (const at of places) if (pattern[at] === '*') places.add(at + 1)
  return places
}

function step(pattern: string, from: Places, letter: string): Places {
  const places = new Set<number>()
  for (const at of from) {
    if (pattern[at] === '*') places.add(at)
    else if (pattern[at] === '?' || pattern[at] === letter) places.add(at + 1)
  }
  return closed(pattern, places)
}
