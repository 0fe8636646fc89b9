import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RequestHead } from './request-head.ts'

/** What is known of every request on its arrival. */
export interface Arrival {
  readonly head: RequestHead
  /** A UUID, answered as the request id. */
  readonly requestId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly sourceAddress: string
  /** Came over TLS. */
  readonly secure: boolean
}

/** One way in. The first of the table that accepts a request answers it. */
export interface Door {
  readonly name: string
  /** Judges by the head alone. */
  readonly accepts: (head: RequestHead) => boolean
  /** Answers. What it throws is a bug: it is logged, and answered as an internal failure. */
  readonly answer: (arrival: Arrival, request: IncomingMessage, response: ServerResponse) => Promise<void>
}
