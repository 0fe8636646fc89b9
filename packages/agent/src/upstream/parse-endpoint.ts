import { serviceUrl } from '@rolecall/core'

/** Reads the address of a service. Throws an error as that of `URL` for what is none. */
export function parseEndpoint(text: string): URL {
  const url = serviceUrl(text)
  if (!url) {
    throw Object.assign(new TypeError(`${JSON.stringify(text)} is no http or https address of a service`), {
      code: 'ERR_INVALID_URL',
    })
  }
  return url
}
