import type { OperatorFamily } from './operator-family.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base64 in its one canonical spelling without padding, so that equal bytes are equal texts. */
function readBase64(text: string): string | undefined {
  const match = /^([A-Za-z0-9+/]*)={0,2}$/.exec(text)
  if (!match) return undefined
  const digits = match[1]!
  const rest = digits.length % 4
  if (rest === 1 || (text.length !== digits.length && text.length % 4 !== 0)) return undefined
  if (rest === 0) return digits
  // The last digit carries two or four bits that belong to no byte; they must not make a difference.
  const last = alphabet.indexOf(digits.at(-1)!)
  return digits.slice(0, -1) + alphabet[last & (rest === 2 ? 0b110000 : 0b111100)]
}

/** Bytes, written as base64 on both sides. */
export const binaryFamily: OperatorFamily<string> = {
  type: 'binary',
  subject: readBase64,
  compile(term) {
    const wanted = readBase64(term.value)
    return wanted === undefined ? undefined : { test: (subject) => subject === wanted, keys: [] }
  },
}
