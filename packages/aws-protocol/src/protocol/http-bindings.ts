import type { $SchemaRef } from '@smithy/types'
import { type Member, structMembers } from './struct-members.ts'

/** Where the members of a structure travel in an HTTP message. */
export interface HttpBindings {
  readonly labels: readonly Member[]
  readonly query: readonly Member[]
  readonly headers: readonly Member[]
  /** Members that hold every header, or every query parameter, of some kind. */
  readonly prefixHeaders: readonly Member[]
  readonly queryParams: readonly Member[]
  readonly status: Member | undefined
  /** The member that is the whole body. */
  readonly payload: Member | undefined
  /** The members that share the body, when none is the whole of it. */
  readonly body: readonly Member[]
}

/** Sorts the members of an input, output or error by their HTTP traits. */
export function httpBindings(ref: $SchemaRef): HttpBindings {
  const sorted: Record<string, Member[]> = {}
  for (const member of structMembers(ref)) {
    const place = placeOf(member)
    sorted[place] = [...(sorted[place] ?? []), member]
  }
  const of = (place: string) => sorted[place] ?? []
  return {
    labels: of('label'),
    query: of('query'),
    headers: of('header'),
    prefixHeaders: of('prefixHeaders'),
    queryParams: of('queryParams'),
    status: of('status')[0],
    payload: of('payload')[0],
    body: of('body'),
  }
}

function placeOf([, schema]: Member): string {
  const traits = schema.getMergedTraits()
  if (traits.httpLabel) return 'label'
  if (traits.httpQuery !== undefined) return 'query'
  if (traits.httpHeader !== undefined) return 'header'
  if (traits.httpPrefixHeaders !== undefined) return 'prefixHeaders'
  if (traits.httpQueryParams) return 'queryParams'
  if (traits.httpResponseCode) return 'status'
  return traits.httpPayload ? 'payload' : 'body'
}
