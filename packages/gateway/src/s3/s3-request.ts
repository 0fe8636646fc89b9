import { RequestHeaders, type Signature } from '@rolecall/aws-protocol'
import { Fault } from '@rolecall/core'
import type { RequestHead } from '../gateway-tools.ts'

/** What a request asks, without what only proves who asks. */
export interface S3Request {
  readonly parameters: ReadonlyMap<string, string>
  readonly headers: RequestHeaders
}

const signatureParameters = new Set(
  [
    'X-Amz-Algorithm',
    'X-Amz-Credential',
    'X-Amz-Date',
    'X-Amz-Expires',
    'X-Amz-Signature',
    'X-Amz-SignedHeaders',
    'X-Amz-Security-Token',
    'X-Amz-Content-Sha256',
  ].map((name) => name.toLowerCase()),
)

/**
 * Takes the query apart. Each parameter may be given once. In a presigned request `x-amz-…` parameters are
 * headers that the signer moved there, and are understood as such; anywhere else they mean nothing to us,
 * though they might to the backend.
 */
export function s3Request(head: RequestHead, signature: Signature | undefined): S3Request {
  const parameters = new Map<string, string>()
  const moved = new Map<string, string>()
  for (const pair of head.query.split('&')) {
    if (pair === '') continue
    const equals = pair.indexOf('=')
    const name = decode(equals < 0 ? pair : pair.slice(0, equals))
    const value = equals < 0 ? '' : decode(pair.slice(equals + 1))
    const folded = name.toLowerCase()
    const amazon = folded.startsWith('x-amz-')
    if (amazon && signature?.form !== 'query') throw refuse(name)
    if (amazon && signatureParameters.has(folded)) continue
    const into = amazon ? moved : parameters
    if (into.has(amazon ? folded : name)) throw refuse(name)
    into.set(amazon ? folded : name, value)
  }
  return { parameters, headers: withMoved(head.headers, moved) }
}

function withMoved(headers: RequestHeaders, moved: ReadonlyMap<string, string>): RequestHeaders {
  if (moved.size === 0) return headers
  const all: Record<string, readonly string[]> = {}
  for (const name of headers.names()) all[name] = headers.all(name)
  for (const [name, value] of moved) {
    if (headers.has(name) && headers.get(name) !== value.trim()) throw refuse(name)
    all[name] = [value]
  }
  return RequestHeaders.from(all)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    throw new Fault({ code: 'InvalidURI', status: 400, blame: 'client' }, "Couldn't parse the specified URI.")
  }
}

function refuse(name: string): Fault {
  return new Fault(
    { code: 'InvalidArgument', status: 400, blame: 'client' },
    'This gateway does not understand the parameter, or it is given twice.',
    { ArgumentName: name.slice(0, 100) },
  )
}
