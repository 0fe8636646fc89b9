import { isLoopback } from './is-loopback.ts'

/** AWS allows a provider's URL 255 characters. */
const longest = 255

/*
 *     SCHEME://HOST[:PORT][/SEGMENT]...[/]
 *
 * Credentials, query and fragment have no place in it, and no escapes, empty or dot segments in the path: all
 * of them are ways to write one address as two, or two as one. `*` and `?` would be wildcards in a policy.
 */
const grammar =
  /^(https?):\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:\d{1,5})?((?:\/[\w.~@:+=-]+)*)\/?$/i

export interface IssuerUrlOptions {
  /** Accept `http` when the host is this machine, as for a development server; refused when left out. */
  readonly allowLoopbackHttp?: boolean
}

export interface IssuerUrl {
  /** The URL in its one spelling, without a slash at its end. */
  readonly url: string
  /** The same without its scheme, as an OIDC provider is named in ARNs. */
  readonly hostPath: string
  readonly isHttp: boolean
}

/** Reads the URL of an issuer, or answers `undefined` for text that may not be one. Reads any text. */
export function issuerUrl(text: string, options: IssuerUrlOptions = {}): IssuerUrl | undefined {
  const [, scheme, host, , path] = (text.length <= longest && grammar.exec(text)) || []
  if (scheme === undefined || host === undefined || path === undefined) return undefined
  const parsed = URL.parse(text)
  // The parser folds what the grammar lets through: addresses written as numbers, dot segments.
  if (parsed?.hostname !== host.toLowerCase() || !isSamePath(parsed.pathname, path)) return undefined
  const isHttp = parsed.protocol === 'http:'
  if (isHttp && !(options.allowLoopbackHttp && isLoopback(parsed.hostname))) return undefined
  const hostPath = parsed.host + path
  return { url: `${parsed.protocol}//${hostPath}`, hostPath, isHttp }
}

function isSamePath(parsed: string, written: string): boolean {
  return parsed === written || parsed === `${written}/`
}
