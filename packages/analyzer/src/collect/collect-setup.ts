import { type FetchLike, readToken, remoteKeySets, type UnverifiedToken } from '@rolecall/tokens'
import type { Lookup } from '../snapshot/lookup.ts'
import type { Exchange, KeysRecord, Setup } from '../verify/setup.ts'
import { annotations } from '../why/annotations.ts'
import { namedRole } from '../why/named-role.ts'
import type { PodSubject } from '../why/question.ts'
import { ask } from './ask.ts'
import { type CollectedPod, collectPod } from './collect-pod.ts'
import { Collecting } from './collecting.ts'
import type { Doors } from './doors.ts'
import { keysRecord } from './keys-record.ts'
import { noteRole } from './note-role.ts'
import { readAssociations } from './read-associations.ts'
import { readPods } from './read-pods.ts'
import { tokenRecord } from './token-record.ts'

/** What is asked beside the APIs of a snapshot. */
export interface SetupDoors extends Doors {
  readonly fetch: FetchLike
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Gives a token to STS, and asks who it then is; absent when no role is to be assumed. */
  readonly exchange?: (roleArn: string, token: string) => Promise<Exchange>
}

/** A projected token must live ten minutes at least. */
const tokenSeconds = 600

/**
 * Reads all there is to see of one ServiceAccount. It asks the cluster for a short token of it, which stays in
 * here, and exchanges it for a session that is not kept: neither changes anything but a role's last use.
 */
export async function collectSetup(subject: PodSubject, doors: SetupDoors): Promise<Setup> {
  const collecting = new Collecting(doors)
  const associations = await readAssociations(subject, doors)
  const own =
    associations.state === 'found'
      ? associations.item.find(
          (one) => one.namespace === subject.namespace && one.serviceAccount === subject.serviceAccount,
        )
      : undefined
  // Before the guesses at what role was meant, which read the outline only of every role.
  for (const arn of [own?.roleArn, own?.targetRoleArn])
    if (arn && !collecting.has('roles', arn)) await noteRole(arn, doors, collecting)
  const collected = await collectPod(subject, doors, collecting)
  const none = { state: 'unread', because: `cluster ${subject.cluster} is not known` } as const
  if (collected.cluster.state !== 'found') {
    const snapshot = collecting.snapshot()
    return { snapshot, pods: none, associations: none, token: none, keys: none, exchange: none }
  }
  const pods = await readPods(subject, doors)
  const rest = await collectToken(subject, doors, collected, own !== undefined)
  return { snapshot: collecting.snapshot(), pods, associations, ...rest }
}

async function collectToken(
  subject: PodSubject,
  doors: SetupDoors,
  { serviceAccount }: CollectedPod,
  isAssociated: boolean,
): Promise<Pick<Setup, 'token' | 'keys' | 'exchange'>> {
  if (!serviceAccount) {
    const none = { state: 'unread', because: 'there is no ServiceAccount that a token could be of' } as const
    return { token: none, keys: none, exchange: none }
  }
  const audience = isAssociated
    ? 'pods.eks.amazonaws.com'
    : serviceAccount.annotations[annotations.audience] || 'sts.amazonaws.com'
  const asked = await ask(
    doors.kubernetes(subject.cluster).then((kubernetes) =>
      kubernetes.requestToken(subject.namespace, subject.serviceAccount, {
        audiences: [audience],
        expirationSeconds: tokenSeconds,
      }),
    ),
  )
  const text = asked.state === 'found' ? asked.item.status?.token : undefined
  const because =
    asked.state === 'unread' ? `the cluster gave no token: ${asked.because}` : 'the cluster gave no token'
  const none = { state: 'unread', because } as const
  if (!text) return { token: none, keys: none, exchange: none }
  const reading = readToken(text)
  const exchange = await exchanged(text, doors, serviceAccount, isAssociated)
  if (!reading.ok) {
    const unread = { state: 'unread', because: reading.refusal.message } as const
    return { token: unread, keys: unread, exchange }
  }
  const token = {
    state: 'found',
    item: tokenRecord(reading.token, 'a token that the cluster gave now'),
  } as const
  return { token, keys: await publishedKeys(reading.token, token.item.issuer, doors), exchange }
}

async function publishedKeys(
  token: UnverifiedToken,
  issuer: string,
  { fetch, now }: SetupDoors,
): Promise<Lookup<KeysRecord>> {
  const keys = remoteKeySets({ fetch, clock: () => now, allowLoopbackHttp: true })
  const got = await keys.get(issuer, token.header.kid)
  if (got.ok) return { state: 'found', item: await keysRecord(got.keySet, token, issuer, now) }
  const { code, message } = got.refusal
  // What this machine cannot reach, AWS may.
  return code === 'unreachable' || code === 'bad-issuer'
    ? { state: 'unread', because: `${issuer} from this machine: ${message}` }
    : { state: 'found', item: { keyIds: [], refusal: message } }
}

async function exchanged(
  token: string,
  doors: SetupDoors,
  serviceAccount: NonNullable<CollectedPod['serviceAccount']>,
  isAssociated: boolean,
): Promise<Exchange> {
  if (!doors.exchange) return { state: 'left-out' }
  if (isAssociated)
    return { state: 'unread', because: 'EKS Auth is asked by the EKS Pod Identity Agent of a node only' }
  const named = namedRole(serviceAccount, doors)
  // What stands in the annotation goes to STS as the webhook hands it on.
  if (!named || named.key !== annotations.role) return { state: 'unread', because: 'no role is named' }
  return doors.exchange(named.value, token)
}
