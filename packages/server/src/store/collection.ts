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

/** Between the parts of a key, below every character that a name usually has. */
const separator = '\u001f'
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const special = /[\u001e\u001f]/g

/**
 * The stored form of a key. Parts may come from anyone, such as a page token or a key id that nobody has
 * checked: any text is a part, and no two keys have the same form.
 */
export function formatKey(parts: readonly string[]): string {
  return parts.map(escapePart).join(separator)
}

function escapePart(part: string): string {
  if (part.search(special) < 0) return part.toWellFormed()
  return part.toWellFormed().replace(special, (found) => (found === separator ? '\u001e1' : '\u001e0'))
}

/** The range of stored keys that lie under the given first parts. */
export function keyRange(parts: readonly string[]): { from: string; below: string } {
  const from = parts.length === 0 ? '' : formatKey(parts) + separator
  return { from, below: parts.length === 0 ? '\u{10ffff}' : `${from.slice(0, -1)}\u0020` }
}
