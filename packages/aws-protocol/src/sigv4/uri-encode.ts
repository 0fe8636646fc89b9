const unreserved = /^[A-Za-z0-9\-._~]*$/
const hex = Array.from({ length: 256 }, (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
const kept = new Set(Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~'))

/** SigV4's `UriEncode`: every byte of the UTF-8 form but RFC 3986's unreserved characters becomes `%XX`. */
export function uriEncode(text: string): string {
  if (unreserved.test(text)) return text
  let encoded = ''
  for (const byte of Buffer.from(text)) encoded += kept.has(byte) ? String.fromCharCode(byte) : hex[byte]
  return encoded
}
