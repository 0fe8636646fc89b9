/**
 * Reads base64url (RFC 4648 §5) strictly: no padding, no other alphabet, no white space, no bits beyond the
 * last byte. `Buffer` lets all of these pass, and writing back what it has read shows it. Without this, many
 * texts would be the same token.
 */
export function decodeBase64url(text: string): Buffer<ArrayBuffer> | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.toString('base64url') === text ? bytes : undefined
}
