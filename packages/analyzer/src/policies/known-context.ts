import type { RequestContext } from '@rolecall/policy'

/** What is known of a request that nobody has made yet. */
export interface KnownContext {
  readonly context: RequestContext
  /** Whether a key (in lower case) that the context lacks may yet be there, and is not certain to be absent. */
  isUnknown(key: string): boolean
  /** What the ARN of the caller's session starts with, when the name at its end is unknown. */
  readonly sessionsOf?: string | undefined
}
