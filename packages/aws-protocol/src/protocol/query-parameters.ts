import type { HttpRequest } from '../http-request.ts'

const parsed = new WeakMap<object, ReadonlyMap<string, readonly string[]> | null>()

/**
 * The parameters of a query string, each with its values in order; a parameter without `=` has an empty one.
 * `undefined` when one is not properly encoded. A request is read once however often it is asked for.
 */
export function queryParameters(
  request: Pick<HttpRequest, 'query'>,
): ReadonlyMap<string, readonly string[]> | undefined {
  let parameters = parsed.get(request)
  if (parameters === undefined) {
    parameters = parse(request.query)
    parsed.set(request, parameters)
  }
  return parameters ?? undefined
}

function parse(query: string): ReadonlyMap<string, readonly string[]> | null {
  const parameters = new Map<string, string[]>()
  for (const pair of query === '' ? [] : query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    try {
      const name = decode(equals < 0 ? pair : pair.slice(0, equals))
      const value = equals < 0 ? '' : decode(pair.slice(equals + 1))
      const values = parameters.get(name)
      if (values) values.push(value)
      else parameters.set(name, [value])
    } catch {
      return null
    }
  }
  return parameters
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '))
}
