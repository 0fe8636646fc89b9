/** Entries by cluster, each with the number of the change that made it. */
export interface ChangeLog<Entry> {
  add(clusterId: string, entry: Entry): void
  /** The latest number given. */
  latest(): number
  /** What was added for a cluster behind a number, each once; `undefined` when not all of it is known any more. */
  since(clusterId: string, number: number): readonly Entry[] | undefined
  /** Forgets all there was: nobody who knows an earlier number is told a part for the whole. */
  forget(): void
}

/** Behind by more than this, an agent asks for all of its pods anew and does no harm by it. */
const mostEntries = 1000
const mostClusters = 1000

/** A bounded memory of what changed. Entries are compared by their JSON. */
export function changeLog<Entry>(): ChangeLog<Entry> {
  interface Kept {
    /** Numbers up to this one are forgotten. */
    floor: number
    readonly entries: { readonly number: number; readonly entry: Entry }[]
  }
  const clusters = new Map<string, Kept>()
  let latest = 0
  let floor = 0
  return {
    latest: () => latest,
    add(clusterId, entry) {
      latest += 1
      const kept = clusters.get(clusterId) ?? { floor: 0, entries: [] }
      // Put last, so that the one that changed longest ago is forgotten first.
      clusters.delete(clusterId)
      clusters.set(clusterId, kept)
      kept.entries.push({ number: latest, entry })
      if (kept.entries.length > mostEntries) kept.floor = kept.entries.shift()?.number ?? latest
      if (clusters.size > mostClusters) {
        const [oldest, dropped] = clusters.entries().next().value as [string, Kept]
        clusters.delete(oldest)
        floor = Math.max(floor, dropped.entries.at(-1)?.number ?? 0)
      }
    },
    since(clusterId, number) {
      const kept = clusters.get(clusterId)
      if (number > latest || number < floor || number < (kept?.floor ?? 0)) return undefined
      const found = new Map<string, Entry>()
      for (let at = (kept?.entries.length ?? 0) - 1; at >= 0; at -= 1) {
        const one = kept?.entries[at]
        if (!one || one.number <= number) break
        found.set(JSON.stringify(one.entry), one.entry)
      }
      return [...found.values()].reverse()
    },
    forget() {
      latest += 1
      floor = latest
      clusters.clear()
    },
  }
}
