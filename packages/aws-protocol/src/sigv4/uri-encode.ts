const unreserved = /^[A-Za-z0-9\-._~]*$/
const unreservedPath = /^[A-Za-z0-9\-._~/]*$/

const slash = 47
const hex = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
const kept = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'))

/**
 * SigV4's `UriEncode`: every byte of the UTF-8 form but RFC 3986's unreserved characters becomes `%XX`.
 * A path keeps its slashes.
 */
export function uriEncode(text: string, part: 'component' | 'path' = 'component'): string {
  if ((part === 'path' ? unreservedPath : unreserved).test(text)) return text
  return encodeBytes(Buffer.from(text), part === 'path')
}

/**
 * Encodes what is percent-encoded already, but perhaps not as SigV4 would (`%2d`, `(`, raw UTF-8): decoded
 * to bytes and encoded again. Broken escapes stand for themselves, so the same text always gives the same.
 */
export function uriReencode(encoded: string, part: 'component' | 'path' = 'component'): string {
  if ((part === 'path' ? unreservedPath : unreserved).test(encoded)) return encoded
  return encodeBytes(decodeBytes(encoded), part === 'path')
}

function encodeBytes(bytes: Uint8Array, keepSlash: boolean): string {
  let text = ''
  for (const byte of bytes) {
    text += kept.has(byte) || (keepSlash && byte === slash) ? String.fromCharCode(byte) : hex[byte]
  }
  return text
}

function decodeBytes(encoded: string): Uint8Array {
  const bytes = Buffer.from(encoded)
  let to = 0
  for (let at = 0; at < bytes.length; at++, to++) {
    const value = bytes[at] === 37 ? hexValue(bytes[at + 1]) * 16 + hexValue(bytes[at + 2]) : Number.NaN
    if (Number.isNaN(value)) bytes[to] = bytes[at]!
    else {
      bytes[to] = value
      at += 2
    }
  }
  return bytes.subarray(0, to)
}

function hexValue(character: number | undefined): number {
  if (character === undefined) return Number.NaN
  if (character >= 48 && character <= 57) return character - 48
  const letter = character | 32
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN
}
