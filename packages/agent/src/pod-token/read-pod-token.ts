import type { Fault } from '@rolecall/core'
import { audiences, readServiceAccount, readToken, type UnverifiedToken } from '@rolecall/tokens'
import { agentFault } from '../agent-fault.ts'
import type { PodIdentity } from './pod-identity.ts'

export interface PodToken {
  readonly text: string
  readonly unverified: UnverifiedToken
  readonly pod: PodIdentity
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

export type PodTokenReading =
  | { readonly ok: true; readonly token: PodToken }
  | { readonly ok: false; readonly fault: Fault }

export interface PodTokenChecks {
  readonly audiences: readonly string[]
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** How far the clock of the API server may be ahead of ours. A token that has ended gets nothing. */
const leewayMs = 30_000
const longestUid = 128

/**
 * Reads the token of a pod and checks what can be checked without keys: form, algorithm, times, audience, and
 * that it is bound to a pod. All of it is the sender's word so far.
 */
export function readPodToken(text: string, checks: PodTokenChecks): PodTokenReading {
  const reading = readToken(text)
  if (!reading.ok) return refuse('unreadable-token', reading.refusal.message)
  const { claims } = reading.token
  const { exp, nbf } = claims
  if (!isTime(exp)) return refuse('bad-claims', 'it has no time "exp" at which it ends')
  if (exp * 1000 <= checks.now) return refuse('expired-token')
  if (nbf !== undefined && !isTime(nbf)) return refuse('bad-claims', '"nbf" is no time')
  if (nbf !== undefined && nbf * 1000 > checks.now + leewayMs) return refuse('early-token')
  if (!audiences(claims).some((one) => checks.audiences.includes(one))) {
    return refuse('bad-claims', `its audience is not ${checks.audiences.join(' or ')}`)
  }
  const holder = readServiceAccount(claims)
  if (!holder) return refuse('bad-claims', 'it is no token of a ServiceAccount')
  if (!holder.pod || holder.pod.uid.length > longestUid) return refuse('bad-claims', 'it is bound to no pod')
  const pod = {
    namespace: holder.namespace,
    serviceAccount: holder.serviceAccount.name,
    podName: holder.pod.name,
    podUid: holder.pod.uid,
  }
  return { ok: true, token: { text, unverified: reading.token, pod, expiresAt: exp * 1000 } }
}

function refuse(...reason: Parameters<typeof agentFault>): PodTokenReading {
  return { ok: false, fault: agentFault(...reason) }
}

function isTime(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1e11
}
