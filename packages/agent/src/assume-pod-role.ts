import type { Clock, Randomness } from '@rolecall/core'
import { readPodToken } from './pod-token/read-pod-token.ts'
import { timing } from './timing.ts'
import { CallFailure } from './upstream/call-failure.ts'
import type { CredentialSource } from './upstream/credential-sources.ts'
import { eksAuth } from './upstream/eks-auth.ts'
import { eksAuthEndpoint } from './upstream/eks-auth-endpoint.ts'
import type { PodCredentials } from './upstream/read-assumed-role.ts'
import { signedSender } from './upstream/signed-sender.ts'

export interface AssumePodRoleOptions {
  readonly clusterName: string
  readonly audience: string
  /** Where EKS Auth is, before what variables say. */
  readonly endpoint: string | undefined
  readonly region: string
  /** Whoever signs the call: in a cluster the node. */
  readonly credentials: CredentialSource
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly clock: Clock
  readonly random: Randomness
}

/**
 * Why there are none:
 *
 * - `token`: the token, or what stands behind it, gets nothing;
 * - `caller`: who signed may not ask, which says nothing of the token;
 * - `service`: another time.
 */
export type AssumePodRole =
  | { readonly ok: true; readonly credentials: PodCredentials }
  | {
      readonly ok: false
      readonly about: 'token' | 'caller' | 'service'
      readonly code: string
      /** As the agent hands it to the pod, without the id of the call. */
      readonly message: string
    }

const abouts = { final: 'token', agent: 'caller', transient: 'service' } as const

/** An agent comes again after any of these, which for who asks once will be the same tomorrow. */
const stays = (status: number) => status >= 400 && status < 500 && status !== 408 && status !== 429

/** No pod waits for the answer, and the way to EKS Auth may be longer than from a node. */
const patient = { ...timing, connectMs: 5000, attemptMs: 10_000 }

/**
 * Asks EKS Auth once for the credentials of one pod, as its agent does, and keeps nothing: a door of its own, without
 * the daemon behind the other. Throws the error of `URL` for an endpoint that is none.
 */
export async function assumePodRole(text: string, options: AssumePodRoleOptions): Promise<AssumePodRole> {
  const { clusterName, audience, region, credentials, environment, clock, random } = options
  const endpoint = eksAuthEndpoint(options.endpoint, region, environment)
  const reading = readPodToken(text, { audiences: [audience], now: clock() })
  if (!reading.ok) return { ok: false, about: 'token', ...toldOf(reading.fault) }
  const sender = signedSender({
    endpoint,
    service: 'eks-auth',
    region,
    clock,
    connectMs: patient.connectMs,
    environment,
  })
  const service = eksAuth({
    clusterName,
    sender,
    credentials: { get: () => credentials.provide(), forget: () => {}, known: () => true },
    clock,
    random,
    timing: patient,
    onAttempt: () => {},
  })
  try {
    return { ok: true, credentials: await service.assumeRole(reading.token) }
  } catch (error) {
    if (!(error instanceof CallFailure)) throw error
    const { meaning, fault } = error
    // No service of AWS answers without a code: whatever did is not EKS Auth.
    const isOfEksAuth = fault.shape.code !== 'UnknownError'
    const about =
      meaning === 'transient' && isOfEksAuth && stays(fault.shape.status) ? 'token' : abouts[meaning]
    return { ok: false, about, ...toldOf(fault) }
  } finally {
    sender.close()
  }
}

function toldOf({ shape, message }: CallFailure['fault']) {
  return { code: shape.code, message: message.replace(/^\[[^\]]*\]: /, '') }
}
