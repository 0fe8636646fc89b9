import type { HttpRequest } from '../http-request.ts'
import { canonicalPath } from './canonical-path.ts'
import { canonicalQuery } from './canonical-query.ts'

/**
 *     METHOD \n PATH \n QUERY \n (name:value \n)* \n SIGNED-HEADERS \n PAYLOAD
 *
 * Source: "Create a signed AWS API request", IAM User Guide. `signedHeaders` are lower-case names in order;
 * one that the request lacks is signed as empty, as AWS does.
 */
export function canonicalRequest(
  request: Pick<HttpRequest, 'method' | 'path' | 'query' | 'headers'>,
  signedHeaders: readonly string[],
  payload: string,
  service: string,
  queryWithout?: ReadonlySet<string>,
): string {
  let headers = ''
  for (const name of signedHeaders) headers += `${name}:${fold(request.headers.get(name) ?? '')}\n`
  const path = canonicalPath(request.path, service)
  const query = canonicalQuery(request.query, queryWithout)
  return `${request.method}\n${path}\n${query}\n${headers}\n${signedHeaders.join(';')}\n${payload}`
}

function fold(value: string): string {
  return /[\t ][\t ]|\t/.test(value) ? value.replace(/[\t ]+/g, ' ') : value
}
