/** Reads the address of a service. Throws the error of `URL` for what is none. */
export function parseHttpUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.search || url.hash) {
    throw Object.assign(new TypeError(`${JSON.stringify(text)} is no http or https address of a service`), {
      code: 'ERR_INVALID_URL',
    })
  }
  return url
}
