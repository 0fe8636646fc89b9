import { parseArn } from '@rolecall/core'
import { type Principal, principalContext } from '@rolecall/policy'
import type { KnownContext } from '../policies/known-context.ts'
import { type GivenContext, givenContext } from './given-context.ts'
import { timeKeys } from './time-keys.ts'

/** Who calls: a pod with a session of its role, or a principal whose session nobody has seen. */
export interface SessionCaller {
  readonly principal: Principal
  /** What the ARN of the session starts with, when its name is not known. */
  readonly sessionsOf?: string | undefined
  readonly tags: Readonly<Record<string, string>>
  /** ARN of the OIDC provider; `undefined` for a principal that came another way. */
  readonly federatedProvider?: string | undefined
}

/** Absent for every session of a pod, when it is not known. */
const neverOfPods = /^aws:(principaltag\/|principalservicename|username$|sourceidentity$|multifactorauthage$)/
const neverOfUsers = /^aws:(principaltag\/|principalservicename|federatedprovider$|tokenissuetime$)/

/**
 * The keys a call has that a session makes: who it is, when, and what the resource's ARN says of region and
 * account. Without the name of the session, which is nobody's to know before there is one, there is no
 * `aws:userid`.
 */
export function sessionContext(
  caller: SessionCaller,
  resource: string,
  given: GivenContext,
  at: number | undefined,
): KnownContext {
  const { principal, sessionsOf, tags, federatedProvider } = caller
  const ofPod = federatedProvider !== undefined
  const { region = '', account = '' } = parseArn(resource) ?? {}
  const who = principalContext(principal, Object.entries(tags)).filter(
    ([key]) => sessionsOf === undefined || key !== 'aws:userid',
  )
  const own = [
    ...who,
    ...timeKeys(at),
    ...(ofPod
      ? ([
          ['aws:FederatedProvider', federatedProvider],
          ['aws:MultiFactorAuthPresent', 'false'],
        ] as const)
      : []),
    // A pod takes new credentials when it starts, and they are renewed; what is refused then is refused.
    ...timeKeys(ofPod ? at : undefined).flatMap(([key, value]) =>
      key === 'aws:CurrentTime' ? ([['aws:TokenIssueTime', value]] as const) : [],
    ),
    ...(isWhole(region) ? ([['aws:RequestedRegion', region]] as const) : []),
    ...(/^\d{12}$/.test(account) ? ([['aws:ResourceAccount', account]] as const) : []),
  ]
  const never = ofPod ? neverOfPods : principal.type === 'user' ? neverOfUsers : undefined
  return { ...givenContext(own, given, (key) => never?.test(key) ?? false), sessionsOf }
}

function isWhole(region: string): boolean {
  return region !== '' && !/[*?]/.test(region)
}
