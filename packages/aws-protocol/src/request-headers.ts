/**
 * The header fields of one request: names in lower case, values without the white space around them.
 * Fields that were sent several times are joined by `,` in the order they came, as SigV4 signs them; `all`
 * gives them apart, because a repeated `Authorization` must be refused and not joined.
 */
export class RequestHeaders {
  readonly #fields = new Map<string, string | string[]>()

  /** Reads name, value, name, value …, the form of `rawHeaders` of `node:http`. */
  static fromRaw(raw: readonly string[]): RequestHeaders {
    const headers = new RequestHeaders()
    for (let at = 0; at + 1 < raw.length; at += 2) headers.#add(raw[at]!, raw[at + 1]!)
    return headers
  }

  /** Reads a record; a list of values is a field sent several times. */
  static from(record: Readonly<Record<string, string | readonly string[] | undefined>>): RequestHeaders {
    const headers = new RequestHeaders()
    for (const [name, value] of Object.entries(record)) {
      if (value === undefined) continue
      for (const one of typeof value === 'string' ? [value] : value) headers.#add(name, one)
    }
    return headers
  }

  /** The value of a field by its lower-case name, repeated ones joined by `,`. */
  get(name: string): string | undefined {
    const value = this.#fields.get(name)
    return typeof value === 'object' ? value.join(',') : value
  }

  /** Every value of a field, in the order they came. */
  all(name: string): readonly string[] {
    const value = this.#fields.get(name)
    return value === undefined ? [] : typeof value === 'object' ? value : [value]
  }

  has(name: string): boolean {
    return this.#fields.has(name)
  }

  /** The lower-case names, each once. */
  names(): IterableIterator<string> {
    return this.#fields.keys()
  }

  #add(name: string, value: string): void {
    const key = name.toLowerCase()
    const text = trimSpace(value)
    const held = this.#fields.get(key)
    if (held === undefined) this.#fields.set(key, text)
    else if (typeof held === 'object') held.push(text)
    else this.#fields.set(key, [held, text])
  }
}

/** HTTP's optional white space is spaces and tabs; `trim` would take what is signed as part of the value. */
function trimSpace(value: string): string {
  let start = 0
  let end = value.length
  while (start < end && isSpace(value.charCodeAt(start))) start++
  while (end > start && isSpace(value.charCodeAt(end - 1))) end--
  return end - start === value.length ? value : value.slice(start, end)
}

function isSpace(character: number): boolean {
  return character === 32 || character === 9
}
