import { injectedNames } from '@rolecall/core'
import { readToken } from '@rolecall/tokens'
import type { Lookup } from '../snapshot/lookup.ts'
import type { ServiceAccountRecord } from '../snapshot/snapshot.ts'
import type { Exchange, PodRecord, Setup } from '../verify/setup.ts'
import type { Method } from '../verify/verification.ts'
import { annotations } from '../why/annotations.ts'
import { namedRole } from '../why/named-role.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import { type BoundPod, podToBind } from './pod-to-bind.ts'
import { publishedKeys } from './published-keys.ts'
import type { SetupDoors } from './setup-doors.ts'
import { tokenRecord } from './token-record.ts'

/** A projected token must live ten minutes at least. */
const tokenSeconds = 600

export interface TokenAsked {
  readonly subject: PodSubject
  /** Only this pod is asked about. */
  readonly only: string | undefined
  readonly method: Method
  readonly serviceAccount: ServiceAccountRecord
  readonly pods: Lookup<readonly PodRecord[]>
}

/**
 * Asks the cluster for a short token as its pods get one, and exchanges it as they do. Neither the token nor the
 * session leaves this file but by the doors.
 */
export async function collectToken(
  asked: TokenAsked,
  doors: SetupDoors,
): Promise<Pick<Setup, 'token' | 'keys' | 'exchange'>> {
  const { subject, only, method, serviceAccount, pods } = asked
  // STS does not ask for which pod, EKS Auth does.
  const pod = method === 'pod-identity' ? podToBind(pods, subject, only) : undefined
  const own = method === 'irsa' ? serviceAccount.annotations[annotations.audience] : undefined
  const audience = own || injectedNames[method].audience
  const requested = await ask(
    doors.kubernetes(subject.cluster).then((kubernetes) =>
      kubernetes.requestToken(subject.namespace, subject.serviceAccount, {
        audiences: [audience],
        expirationSeconds: tokenSeconds,
        ...(pod ? { boundObjectRef: pod } : {}),
      }),
    ),
  )
  const text = requested.state === 'found' ? requested.item.status?.token : undefined
  if (!text) {
    const because =
      requested.state === 'unread'
        ? `the cluster gave no token: ${requested.because}`
        : 'the cluster gave no token'
    const none = { state: 'unread', because } as const
    return { token: none, keys: none, exchange: doors.exchange ? none : { state: 'left-out' } }
  }
  const exchange = await exchanged(text, asked, pod, doors)
  const reading = readToken(text)
  if (!reading.ok) {
    const unread = { state: 'unread', because: reading.refusal.message } as const
    return { token: unread, keys: unread, exchange }
  }
  const from = `a token${pod ? ` of pod/${pod.name}` : ''} that the cluster gave now`
  const token = { state: 'found', item: tokenRecord(reading.token, from) } as const
  return { token, keys: await publishedKeys(reading.token, token.item.issuer, doors), exchange }
}

async function exchanged(
  token: string,
  { method, only, pods, serviceAccount }: TokenAsked,
  pod: BoundPod | undefined,
  doors: SetupDoors,
): Promise<Exchange> {
  if (!doors.exchange) return { state: 'left-out' }
  if (method === 'pod-identity') {
    if (pod) return doors.exchange['pod-identity'](token)
    const which = only === undefined ? 'no pod of it is there' : `no pod ${only} of it is there`
    const because = pods.state === 'unread' ? `its pods are not known (${pods.because})` : which
    return {
      state: 'unread',
      because: `${because}, and EKS Auth takes a token that is bound to a pod only`,
      lacks: 'pod',
    }
  }
  const named = namedRole(serviceAccount, doors)
  // What stands in the annotation goes to STS as the webhook hands it on.
  if (!named || named.key !== annotations.role) return { state: 'unread', because: 'no role is named' }
  return doors.exchange.irsa(token, named.value)
}
