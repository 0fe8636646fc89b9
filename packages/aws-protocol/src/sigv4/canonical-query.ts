import { uriReencode } from './uri-reencode.ts'

/**
 * The third line of the canonical request: every parameter encoded anew, sorted by name and then by value as
 * bytes, a parameter without `=` as if its value were empty. `leaveOut` names what was added after signing.
 */
export function canonicalQuery(query: string, leaveOut: ReadonlySet<string> = nothing): string {
  if (query === '') return ''
  const pairs: [name: string, value: string][] = []
  for (const pair of query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    // As written: `X%2DAmz-Signature` is not what the signer added, and must be covered by the signature.
    if (leaveOut.has(name)) continue
    pairs.push([encode(name), equals < 0 ? '' : encode(pair.slice(equals + 1))])
  }
  // All is ASCII by now, so that JavaScript's order of text is the order of bytes.
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0))
  return pairs.map(([name, value]) => `${name}=${value}`).join('&')
}

/** A `+` in a query is a space to every AWS service, and is signed as one. */
function encode(text: string): string {
  return uriReencode(text.includes('+') ? text.replaceAll('+', '%20') : text)
}

const nothing: ReadonlySet<string> = new Set()
