/** A document as IAM sends it: percent-encoded, everything but the unreserved characters of RFC 3986. */
export function urlEncode(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
