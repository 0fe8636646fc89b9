import type { RequestContext } from '@rolecall/policy'

/** What is known of a request that nobody has made yet. */
export interface KnownContext {
  readonly context: RequestContext
  /** Whether a key that the context lacks (in lower case) is certain to be absent, and not only unknown. */
  isAbsent(key: string): boolean
  /** What the ARN of the caller's session starts with, when the name at its end is unknown. */
  readonly sessionsOf?: string | undefined
}
