import type { Fault } from '@rolecall/core'
import { type TokenRefusalCode, verifyToken } from '@rolecall/tokens'
import { agentFault } from '../agent-fault.ts'
import type { KeySource } from './key-source.ts'
import type { PodToken } from './read-pod-token.ts'

export type PodTokenVerdict =
  | { readonly verified: true }
  /** Without a fault nothing is known of it: only EKS Auth can say. */
  | { readonly verified: false; readonly fault?: Fault }

/** Our keys may be older than the token: what is signed with another one is left to EKS Auth. */
const leftToUpstream: ReadonlySet<TokenRefusalCode> = new Set(['unknown-key', 'unusable-key'])

/**
 * Verifies the signature of a token with the keys of the cluster, where they are known. Keys that take longer to
 * come than `mostMs` are not waited for: EKS Auth is then quicker.
 */
export async function verifyPodToken(
  { unverified }: PodToken,
  source: KeySource | undefined,
  now: number,
  mostMs: number,
): Promise<PodTokenVerdict> {
  const { iss } = unverified.claims
  if (!source || typeof iss !== 'string') return { verified: false }
  const known = await soon(source.keys(iss, unverified.header.kid), mostMs)
  if (!known) return { verified: false }
  // Of another cluster, whatever it is signed with.
  if (known.issuer !== undefined && known.issuer !== iss) {
    return { verified: false, fault: agentFault('forged-token', 'the token comes from another issuer') }
  }
  const checks = { issuer: iss, now, leewaySeconds: 30 }
  const verdict = await verifyToken(unverified, known.keySet, checks)
  if (verdict.ok) return { verified: true }
  if (leftToUpstream.has(verdict.refusal.code)) return { verified: false }
  return { verified: false, fault: agentFault('forged-token', verdict.refusal.message) }
}

async function soon<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const timer = setTimeout(resolve, ms, undefined)
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}
