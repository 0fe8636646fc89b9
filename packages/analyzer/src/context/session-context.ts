import { type CredentialMethod, parseArn } from '@rolecall/core'
import type { Principal } from '@rolecall/policy'
import type { KnownContext } from '../policies/known-context.ts'
import { absentOfPods } from './absent-of-pods.ts'
import { callerKeys } from './caller-keys.ts'
import { type GivenContext, givenContext } from './given-context.ts'

/** Who calls: a pod with a session of its role, or a principal whose session nobody has seen. */
export interface SessionCaller {
  readonly principal: Principal
  /** What the ARN of the session starts with, when its name is not known. */
  readonly sessionsOf?: string | undefined
  readonly tags: Readonly<Record<string, string>>
  /** Keys, in lower case, of session tags whose values differ from pod to pod. */
  readonly unknownTags?: readonly string[]
  /** `undefined` for a principal that came another way. */
  readonly method?: CredentialMethod | undefined
  /** ARN of the OIDC provider. */
  readonly federatedProvider?: string | undefined
}

const neverOfUsers = /^aws:(principaltag\/|principalservicename|federatedprovider$|tokenissuetime$)/

/** The keys a call has that a session makes: who it is, when, and what the resource's ARN says of region and account. */
export function sessionContext(
  caller: SessionCaller,
  resource: string,
  given: GivenContext,
  at: number | undefined,
): KnownContext {
  const { principal, sessionsOf, method, unknownTags = [] } = caller
  const { region = '', account = '' } = parseArn(resource) ?? {}
  const own = [
    ...callerKeys(caller, at),
    ...(isWhole(region) ? ([['aws:RequestedRegion', region]] as const) : []),
    ...(/^\d{12}$/.test(account) ? ([['aws:ResourceAccount', account]] as const) : []),
  ]
  const ofUser = (key: string) => principal.type === 'user' && neverOfUsers.test(key)
  const isAbsent = method ? absentOfPods(method, unknownTags) : ofUser
  return { ...givenContext(own, given, isAbsent), sessionsOf }
}

function isWhole(region: string): boolean {
  return region !== '' && !/[*?]/.test(region)
}
