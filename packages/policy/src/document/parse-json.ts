import type { JsonMember, JsonNode } from './json-node.ts'
import { scanString } from './scan-string.ts'

/*
 * JSON (RFC 8259) with positions. The text is the caller's and may be hostile: depth is bounded before it
 * can exhaust the stack, every character is looked at once, and nothing is thrown to the outside.
 *
 *     value  = object | array | string | number | "true" | "false" | "null"
 *     object = "{" [ string ":" value *( "," string ":" value ) ] "}"
 *     array  = "[" [ value *( "," value ) ] "]"
 */
const deepest = 24

export type ParsedJson =
  | { readonly ok: true; readonly root: JsonNode }
  | { readonly ok: false; readonly message: string; readonly at: number }

/** Reads JSON text, or says what is wrong and at which offset. */
export function parseJson(text: string): ParsedJson {
  const reader = new JsonReader(text)
  const root = reader.document()
  return root ? { ok: true, root } : { ok: false, message: reader.message, at: reader.at }
}

class JsonReader {
  readonly text: string
  at = 0
  message = ''

  constructor(text: string) {
    this.text = text
  }

  document(): JsonNode | undefined {
    if (this.text.charCodeAt(0) === 0xfeff) return this.fail('a byte order mark stands before the policy')
    const root = this.value(0)
    if (!root) return undefined
    this.space()
    return this.at < this.text.length ? this.fail('text follows the end of the policy') : root
  }

  value(depth: number): JsonNode | undefined {
    this.space()
    if (depth > deepest) return this.fail(`values are nested deeper than ${deepest} levels`)
    const first = this.text[this.at]
    if (first === '{') return this.object(depth)
    if (first === '[') return this.array(depth)
    if (first === '"') return this.string()
    if (first === 't') return this.word('true', 'boolean')
    if (first === 'f') return this.word('false', 'boolean')
    if (first === 'n') return this.word('null', 'null')
    if (first === undefined) return this.fail('the text ends where a value should stand')
    return this.number()
  }

  object(depth: number): JsonNode | undefined {
    const start = this.at++
    const members: JsonMember[] = []
    this.space()
    if (this.text[this.at] === '}') return { type: 'object', start, end: ++this.at, members }
    for (;;) {
      this.space()
      if (this.text[this.at] !== '"') return this.fail('a key in double quotes is missing')
      const key = this.string()
      if (key?.type !== 'string') return undefined
      this.space()
      if (this.text[this.at] !== ':') return this.fail('a colon is missing after the key')
      this.at++
      const value = this.value(depth + 1)
      if (!value) return undefined
      members.push({ key: key.value, keySpan: { start: key.start, end: key.end }, value })
      this.space()
      const next = this.text[this.at]
      if (next === '}') return { type: 'object', start, end: ++this.at, members }
      if (next !== ',') return this.fail('a comma or a closing brace is missing')
      this.at++
    }
  }

  array(depth: number): JsonNode | undefined {
    const start = this.at++
    const items: JsonNode[] = []
    this.space()
    if (this.text[this.at] === ']') return { type: 'array', start, end: ++this.at, items }
    for (;;) {
      const item = this.value(depth + 1)
      if (!item) return undefined
      items.push(item)
      this.space()
      const next = this.text[this.at]
      if (next === ']') return { type: 'array', start, end: ++this.at, items }
      if (next !== ',') return this.fail('a comma or a closing bracket is missing')
      this.at++
    }
  }

  string(): JsonNode | undefined {
    const start = this.at
    const scanned = scanString(this.text, start)
    this.at = scanned.end
    return scanned.ok
      ? { type: 'string', start, end: scanned.end, value: scanned.value }
      : this.fail(scanned.message)
  }

  number(): JsonNode | undefined {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
    pattern.lastIndex = this.at
    const value = pattern.exec(this.text)?.[0]
    if (!value) return this.fail('a value is missing')
    const start = this.at
    this.at += value.length
    return { type: 'number', start, end: this.at, value }
  }

  word(word: string, type: 'boolean' | 'null'): JsonNode | undefined {
    if (!this.text.startsWith(word, this.at)) return this.fail('a value is missing')
    const start = this.at
    this.at += word.length
    return type === 'null' ? { type, start, end: this.at } : { type, start, end: this.at, value: word }
  }

  space(): void {
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at)
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
    }
  }

  fail(message: string): undefined {
    this.message ||= message
    return undefined
  }
}
