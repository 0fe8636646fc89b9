import { type ContextValue, requestContext } from '@rolecall/policy'
import type { KnownContext } from '../policies/known-context.ts'

/** Keys that the asker takes for given, such as `aws:SourceIp`. */
export type GivenContext = Readonly<Record<string, ContextValue>>

/**
 * Puts together what is known of a request.
 *
 * @param own keys that follow from what was read
 * @param given keys of the asker, which win over `own`
 * @param isAbsent whether a key in lower case, in neither of them, is certain to be absent
 */
export function givenContext(
  own: Iterable<readonly [key: string, value: ContextValue]>,
  given: GivenContext,
  isAbsent: (key: string) => boolean,
): KnownContext {
  const taken = new Set(Object.keys(given).map((key) => key.toLowerCase()))
  const kept = [...own].filter(([key]) => !taken.has(key.toLowerCase()))
  const context = requestContext([...kept, ...Object.entries(given)])
  return { context, isUnknown: (key) => context.get(key) === undefined && !isAbsent(key) }
}
