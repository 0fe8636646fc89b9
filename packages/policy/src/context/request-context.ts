/** What a request says about one key: one value, or several for a multivalued key. */
export type ContextValue = string | readonly string[]

/**
 * The keys of one request, compared ignoring case. Made by {@link requestContext}.
 *
 * A list of one value counts as that value; an empty list counts as a key that is absent.
 */
export interface RequestContext extends Iterable<[key: string, value: ContextValue]> {
  /** The value of a key given in lower case; never an empty list. */
  get(foldedKey: string): ContextValue | undefined
  /** The single value of a key given in lower case, or `undefined` when it has none or several. */
  single(foldedKey: string): string | undefined
  /**
   * Whether one of these keys, given in lower case, was said more than once with different values. Which of
   * them AWS would take nobody can say, and whoever sends the tags decides that there are several: what
   * depends on such a key counts against the caller.
   */
  anyAmbiguous(foldedKeys: readonly string[]): boolean
}

/**
 * Builds what conditions and variables see of a request; build it once per request. Keys ignore case,
 * `undefined` means absent, numbers and booleans become text.
 *
 * The same key twice with different values (two tags that differ only in case) is ambiguous: `get` answers all
 * values as a list, iteration each as it was said, and conditions on it fail closed by effect. Several values
 * that are meant are one list.
 *
 * @throws TypeError naming the key whose value is of another type.
 * @example
 * requestContext([...principalContext(principal), ['aws:SourceIp', '203.0.113.7'], ['aws:SecureTransport', true]])
 */
export function requestContext(
  values: Iterable<readonly [key: string, value: ContextValue | number | boolean | undefined]>,
): RequestContext {
  const byKey = new Map<string, ContextValue>()
  const said = new Map<string, Entry[]>()
  const ambiguous = new Set<string>()
  for (const [key, value] of values) {
    if (typeof key !== 'string' || key === '')
      throw new TypeError('a context key must be a text that is not empty')
    const read = readValue(key, value)
    if (read === undefined) continue
    const folded = key.toLowerCase()
    const before = byKey.get(folded)
    if (before === undefined) {
      byKey.set(folded, read)
      said.set(folded, [[key, read]])
      continue
    }
    const all = new Set([before, read].flat())
    // Said again with the same values it stays as clear as it was.
    if (all.size > new Set([before].flat()).size || all.size > new Set([read].flat()).size)
      ambiguous.add(folded)
    byKey.set(folded, all.size === 1 ? [...all][0]! : [...all])
    said.get(folded)!.push([key, read])
  }
  return new ContextValues(byKey, said, ambiguous)
}

function readValue(key: string, value: unknown): ContextValue | undefined {
  if (typeof value === 'string') return value
  if (value === undefined) return undefined
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value)
  if (!Array.isArray(value)) {
    throw new TypeError(
      `the context value of "${key}" must be a text, a finite number, a boolean or a list of texts`,
    )
  }
  for (const item of value) {
    if (typeof item !== 'string')
      throw new TypeError(`the context value of "${key}" must hold nothing but texts`)
  }
  return value.length === 0 ? undefined : value.length === 1 ? value[0] : [...value]
}

type Entry = [key: string, value: ContextValue]

class ContextValues implements RequestContext {
  readonly #values: ReadonlyMap<string, ContextValue>
  readonly #said: ReadonlyMap<string, readonly Entry[]>
  readonly #ambiguous: ReadonlySet<string>

  constructor(
    values: ReadonlyMap<string, ContextValue>,
    said: ReadonlyMap<string, readonly Entry[]>,
    ambiguous: ReadonlySet<string>,
  ) {
    this.#values = values
    this.#said = said
    this.#ambiguous = ambiguous
  }

  get(foldedKey: string): ContextValue | undefined {
    return this.#values.get(foldedKey)
  }

  single(foldedKey: string): string | undefined {
    const value = this.#values.get(foldedKey)
    return typeof value === 'string' ? value : undefined
  }

  anyAmbiguous(foldedKeys: readonly string[]): boolean {
    if (this.#ambiguous.size === 0) return false
    for (const key of foldedKeys) if (this.#ambiguous.has(key)) return true
    return false
  }

  /** An ambiguous key comes once a spelling, so that a copy is as ambiguous as what it was made from. */
  *[Symbol.iterator](): IterableIterator<Entry> {
    for (const [folded, entries] of this.#said) {
      if (this.#ambiguous.has(folded)) yield* entries.map(([key, value]): Entry => [key, value])
      else yield [entries[0]![0], this.#values.get(folded)!]
    }
  }
}
