/** Every byte but RFC 3986's unreserved characters as `%XX`, the one spelling that SigV4 knows. */
export function uriEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
