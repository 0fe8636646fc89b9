/** How much a text asks of who parses it as JSON. */
export interface JsonExtent {
  /** How deep objects and lists lie in each other: 1 for `[]`, 0 for `7`. */
  readonly depth: number
  /** Names that stand in its objects, each as often as it is written. */
  readonly members: number
  /** Objects, lists, members and items: what is made of it in memory, within a factor of two. */
  readonly values: number
}

const quote = 0x22
const comma = 0x2c
const colon = 0x3a
const openList = 0x5b
const backslash = 0x5c
const closeList = 0x5d
const openObject = 0x7b
const closeObject = 0x7d

/**
 * Measures a text in UTF-8 before it is parsed, looks at each byte once, and stops where it is deeper or holds more than
 * is taken. `JSON.parse` takes seconds for some MiB of brackets, in which nothing else is answered. Of a text that is
 * no JSON the measure holds up to the place where parsing stops. Source: RFC 8259.
 */
export function jsonExtent(text: Uint8Array, most: Partial<JsonExtent> = {}): JsonExtent {
  const { depth: deepest = Infinity, members: mostMembers = Infinity, values: mostValues = Infinity } = most
  let depth = 0
  let open = 0
  let members = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case quote:
        at = endOfString(text, at)
        continue
      case colon:
        members++
        break
      case comma:
        values++
        break
      case openList:
      case openObject:
        values++
        open++
        if (open > depth) depth = open
        break
      case closeList:
      case closeObject:
        open--
        continue
      default:
        continue
    }
    if (depth > deepest || members > mostMembers || values > mostValues) break
  }
  return { depth, members, values }
}

/** The place of the closing quote of the string that opens at `start`, or one behind all where nobody closes it. */
function endOfString(text: Uint8Array, start: number): number {
  let at = start + 1
  for (; at < text.length; at++) {
    const character = text[at]
    if (character === quote) break
    if (character === backslash) at++
  }
  return at
}
