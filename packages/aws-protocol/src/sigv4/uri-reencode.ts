const unreserved = /^[A-Za-z0-9\-._~]*$/
const canonical = /^(?:[A-Za-z0-9\-._~]|%[0-9A-F]{2})*$/
const escapedUnreserved = /%(?:4[1-9A-F]|5[0-9A]|6[1-9A-F]|7[0-9A]|3[0-9]|2[DE]|5F|7E)/

/**
 * Encodes what is percent-encoded already, but perhaps not as SigV4 would (`%2d`, `(`, raw UTF-8): decoded to
 * bytes and encoded again. A broken escape stands for itself, so that the same text always gives the same.
 */
export function uriReencode(encoded: string): string {
  if (unreserved.test(encoded)) return encoded
  if (canonical.test(encoded) && !escapedUnreserved.test(encoded)) return encoded
  let text = ''
  const bytes = Buffer.from(encoded)
  for (let at = 0; at < bytes.length; at++) {
    const escaped =
      bytes[at] === percent ? hexValue(bytes[at + 1]) * 16 + hexValue(bytes[at + 2]) : Number.NaN
    if (!Number.isNaN(escaped)) at += 2
    const byte = Number.isNaN(escaped) ? bytes[at]! : escaped
    const character = String.fromCharCode(byte)
    text += unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return text
}

const percent = 37

function hexValue(character: number | undefined): number {
  if (character === undefined) return Number.NaN
  if (character >= 48 && character <= 57) return character - 48
  const letter = character | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN
}
