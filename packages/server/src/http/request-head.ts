import type { IncomingMessage } from 'node:http'
import { RequestHeaders } from '@rolecall/aws-protocol'

/** What is known of a request before its body: enough to choose the door it goes through. Nothing is believed. */
export interface RequestHead {
  readonly method: string
  /** Still percent-encoded, without the query. */
  readonly path: string
  /** Without the question mark. */
  readonly query: string
  readonly headers: RequestHeaders
  /** The service in the scope of its signature, if it bears one. */
  readonly signedFor?: string | undefined
}

/** Reads the head of a request of `node:http`. */
export function requestHead(request: IncomingMessage): RequestHead {
  const target = request.url ?? '/'
  const question = target.indexOf('?')
  const path = question < 0 ? target : target.slice(0, question)
  const query = question < 0 ? '' : target.slice(question + 1)
  const headers = RequestHeaders.fromRaw(request.rawHeaders)
  const signedFor = serviceOfScope(headers.get('authorization') ?? '', query)
  return { method: request.method ?? 'GET', path, query, headers, signedFor }
}

/**
 * Credential=KEY/DATE/REGION/SERVICE/aws4_request, in the header or, escaped, in the query. Anyone writes it, as
 * long as a header may be: parts are bounded, so that the search takes no more than a multiple of its length.
 */
const inHeader =
  /^AWS4-[A-Z0-9-]+ .*\bCredential=[^/,\s]{0,128}\/[^/,\s]{0,32}\/[^/,\s]{0,64}\/([^/,\s]{0,64})\//
const inQuery = /(?:^|&)X-Amz-Credential=([^&]*)/

function serviceOfScope(authorization: string, query: string): string | undefined {
  const header = inHeader.exec(authorization)?.[1]
  if (header !== undefined) return header
  const presigned = inQuery.exec(query)?.[1]
  return presigned?.replace(/%2F/gi, '/').split('/')[3]
}
