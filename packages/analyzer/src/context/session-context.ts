import { parseArn } from '@rolecall/core'
import type { KnownContext } from '../policies/known-context.ts'
import { absentOfPods } from './absent-of-pods.ts'
import { callerKeys } from './caller-keys.ts'
import { type GivenContext, givenContext } from './given-context.ts'
import type { SessionCaller } from './session-caller.ts'

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
