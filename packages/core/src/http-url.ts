/**
 * Written out, and without what `URL` drops or mends as a browser does and SDKs do not: white space, characters that
 * are not seen, backslashes, slashes before the host. No service has a longer one, and a pod has room for it in each
 * container.
 */
const plain = /^https?:\/\/(?!\/)[^\s\p{C}\\]{1,2000}$/iu

/** Reads an http or https URL, or answers `undefined` for text that is none. Reads any text. */
export function httpUrl(text: string): URL | undefined {
  return plain.test(text) ? (URL.parse(text) ?? undefined) : undefined
}
