import type { RequestHeaders } from './request-headers.ts'

/** One HTTP request as it was read, before anything in it is believed. */
export interface HttpRequest {
  readonly method: string
  /** As sent, still percent-encoded, without the query. */
  readonly path: string
  /** As sent, without the `?`; empty when there is none. */
  readonly query: string
  readonly headers: RequestHeaders
  readonly body: Uint8Array
}

export interface HttpResponse {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array
}
