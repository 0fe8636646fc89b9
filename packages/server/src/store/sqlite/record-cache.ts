/** Parsed records by collection and key. What is compiled from a record hangs on its identity. */
export interface RecordCache {
  get(collection: string, key: string): unknown
  set(collection: string, key: string, value: unknown): unknown
  drop(collection: string, key: string): void
}

/** Enough for every role of a large account; the oldest is dropped first. */
const largest = 50_000

/** A cache that forgets the record read longest ago once it is full. */
export function recordCache(): RecordCache {
  const records = new Map<string, unknown>()
  const name = (collection: string, key: string) => `${collection}\u001e${key}`
  return {
    get: (collection, key) => records.get(name(collection, key)),
    set(collection, key, value) {
      if (records.size >= largest) records.delete(records.keys().next().value as string)
      records.set(name(collection, key), value)
      return value
    },
    drop: (collection, key) => void records.delete(name(collection, key)),
  }
}
