/** Parsed records by collection and key. What is compiled from a record hangs on its identity. */
export interface RecordCache {
  get(collection: string, key: string): unknown
  /** Whether the record is known not to be there. */
  isAbsent(collection: string, key: string): boolean
  setAbsent(collection: string, key: string): void
  set(collection: string, key: string, value: unknown): unknown
  drop(collection: string, key: string): void
}

/** Enough for every role of a large account; the oldest is dropped first. */
const largest = 50_000

/**
 * Most calls look for something that is not there, such as an imported policy in place of a shipped one. Anybody can
 * ask for what does not exist, so this takes no room of the records, and no long keys.
 */
const mostAbsent = 5000
const longestAbsent = 512

/** A cache that forgets the record read longest ago once it is full. */
export function recordCache(): RecordCache {
  const records = new Map<string, unknown>()
  const absent = new Set<string>()
  const name = (collection: string, key: string) => `${collection}\u001e${key}`
  return {
    get: (collection, key) => records.get(name(collection, key)),
    isAbsent: (collection, key) => absent.has(name(collection, key)),
    setAbsent(collection, key) {
      if (key.length > longestAbsent) return
      if (absent.size >= mostAbsent) absent.delete(absent.values().next().value as string)
      absent.add(name(collection, key))
    },
    set(collection, key, value) {
      absent.delete(name(collection, key))
      if (records.size >= largest) records.delete(records.keys().next().value as string)
      records.set(name(collection, key), value)
      return value
    },
    drop(collection, key) {
      records.delete(name(collection, key))
      absent.delete(name(collection, key))
    },
  }
}
