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
}

/**
 * Builds what conditions and variables see of a request; build it once per request. Keys ignore case,
 * `undefined` means absent, numbers and booleans become text.
 *
 * The same key twice with different values (two tags that differ only in case) becomes a list, which a
 * condition without set operator never matches.
 *
 * @throws TypeError naming the key whose value is of another type.
 * @example
 * requestContext([...principalContext(principal), ['aws:SourceIp', '203.0.113.7'], ['aws:SecureTransport', true]])
 */
export function requestContext(
  values: Iterable<readonly [key: string, value: ContextValue | number | boolean | undefined]>,
): RequestContext {
  const byKey = new Map<string, ContextValue>()
  const names = new Map<string, string>()
  for (const [key, value] of values) {
    if (typeof key !== 'string' || key === '')
      throw new TypeError('a context key must be a text that is not empty')
    const read = readValue(key, value)
    if (read === undefined) continue
    const folded = key.toLowerCase()
    const before = byKey.get(folded)
    byKey.set(folded, before === undefined ? read : merge(before, read))
    if (!names.has(folded)) names.set(folded, key)
  }
  return new ContextValues(byKey, names)
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

function merge(before: ContextValue, more: ContextValue): ContextValue {
  const all = [...new Set([before, more].flat())]
  return all.length === 1 ? all[0]! : all
}

class ContextValues implements RequestContext {
  readonly #values: ReadonlyMap<string, ContextValue>
  readonly #names: ReadonlyMap<string, string>

  constructor(values: ReadonlyMap<string, ContextValue>, names: ReadonlyMap<string, string>) {
    this.#values = values
    this.#names = names
  }

  get(foldedKey: string): ContextValue | undefined {
    return this.#values.get(foldedKey)
  }

  single(foldedKey: string): string | undefined {
    const value = this.#values.get(foldedKey)
    return typeof value === 'string' ? value : undefined
  }

  *[Symbol.iterator](): IterableIterator<[key: string, value: ContextValue]> {
    for (const [folded, value] of this.#values) yield [this.#names.get(folded) ?? folded, value]
  }
}
