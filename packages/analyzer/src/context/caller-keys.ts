import { type ContextValue, principalContext } from '@rolecall/policy'
import type { SessionCaller } from './session-caller.ts'
import { timeKeys } from './time-keys.ts'

/**
 * The keys a call has by who makes it, and when. Without the name of the session, which is nobody's to know before
 * there is one, there is no `aws:userid`.
 */
export function callerKeys(
  { principal, sessionsOf, tags, method, federatedProvider }: SessionCaller,
  at: number | undefined,
): [key: string, value: ContextValue][] {
  const who = principalContext(principal, Object.entries(tags)).filter(
    ([key]) => sessionsOf === undefined || key !== 'aws:userid',
  )
  const ofPod = method !== undefined
  return [
    ...who,
    ...timeKeys(at),
    ...(federatedProvider === undefined ? [] : ([['aws:FederatedProvider', federatedProvider]] as const)),
    ...(ofPod ? ([['aws:MultiFactorAuthPresent', 'false']] as const) : []),
    // A pod takes new credentials when it starts, and they are renewed; what is refused then is refused.
    ...timeKeys(ofPod ? at : undefined).flatMap(([key, value]) =>
      key === 'aws:CurrentTime' ? ([['aws:TokenIssueTime', value]] as const) : [],
    ),
  ].map(([key, value]) => [key, value])
}
