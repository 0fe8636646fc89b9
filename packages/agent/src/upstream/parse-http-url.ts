/** Reads the address of a service. Throws a `TypeError` for what is none. */
export function parseHttpUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw new TypeError(`${JSON.stringify(text)} is no http or https address of a service`)
  }
  return url
}
