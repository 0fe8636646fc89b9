/**
 * A kind of record and how its key is made. Records of a collection are ordered by key, so that everything
 * under the first parts of a key is one range: all roles of an account, all ServiceAccounts of a namespace.
 */
export interface Collection<Value, Key extends readonly string[]> {
  readonly name: string
  /** Only in the type: what is kept. */
  readonly value?: Value
  readonly key?: Key
}

/** Declares a collection. */
export function collection<Value, Key extends readonly string[]>(name: string): Collection<Value, Key> {
  return { name }
}

/** Between the parts of a key. Every name that becomes a part is checked before it comes here. */
const separator = '\u001f'

/** The stored form of a key. */
export function formatKey(parts: readonly string[]): string {
  for (const part of parts) {
    if (part.includes(separator)) throw new RangeError('a key part holds the separator')
  }
  return parts.join(separator)
}

/** The range of stored keys that lie under the given first parts. */
export function keyRange(parts: readonly string[]): { from: string; below: string } {
  const from = parts.length === 0 ? '' : formatKey(parts) + separator
  return { from, below: parts.length === 0 ? '\u{10ffff}' : `${from.slice(0, -1)}\u0020` }
}
