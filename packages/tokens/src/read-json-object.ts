export type JsonObject = Readonly<Record<string, unknown>>
export type JsonObjectReading =
  | { readonly ok: true; readonly object: JsonObject }
  | { readonly ok: false; readonly why: 'malformed' | 'duplicate-member' | 'too-deep' }

/**
 * Reads one JSON object (RFC 8259) in which no name stands twice. `JSON.parse` keeps the last of two equal
 * names and other readers the first, so that a token with two subjects would be two people. Names are
 * compared after their escapes are read. The text is an attacker's: the walk holds one set a level, takes one
 * look at each character, and does not recurse. The object has no prototype, so that `object.constructor`
 * is no claim.
 */
export function readJsonObject(text: string, deepest: number): JsonObjectReading {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, why: 'malformed' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, why: 'malformed' }
  const fault = faultOfMembers(text, deepest)
  if (fault) return { ok: false, why: fault }
  return { ok: true, object: Object.assign(Object.create(null) as object, value) as JsonObject }
}

/** Walks text that `JSON.parse` has accepted, and so needs to tell names from values only. */
function faultOfMembers(text: string, deepest: number): 'duplicate-member' | 'too-deep' | undefined {
  /** The names seen in each open object, `undefined` for an open list. */
  const open: (Set<string> | undefined)[] = []
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case 0x7b: // {
      case 0x5b: // [
        open.push(text[at] === '{' ? new Set() : undefined)
        if (open.length > deepest) return 'too-deep'
        break
      case 0x7d: // }
      case 0x5d: // ]
        open.pop()
        break
      case 0x22: {
        const end = endOfString(text, at)
        const names = open.at(-1)
        if (names && isName(text, end)) {
          const name = nameOf(text.slice(at + 1, end - 1))
          if (names.has(name)) return 'duplicate-member'
          names.add(name)
        }
        at = end - 1
      }
    }
  }
  return undefined
}

/** The place after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let quote = text.indexOf('"', start + 1)
  while (isEscaped(text, quote)) quote = text.indexOf('"', quote + 1)
  return quote + 1
}

/** A quote is part of the string when an odd number of backslashes stands before it. */
function isEscaped(text: string, quote: number): boolean {
  let at = quote
  while (text[at - 1] === '\\') at--
  return (quote - at) % 2 === 1
}

/** A string is a name when a colon follows it, with or without white space between. */
function isName(text: string, end: number): boolean {
  let at = end
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\n' || text[at] === '\r') at++
  return text[at] === ':'
}

function nameOf(written: string): string {
  return written.includes('\\') ? (JSON.parse(`"${written}"`) as string) : written
}
