import type { Clock, Randomness } from '@rolecall/core'
import { agentFault } from '../agent-fault.ts'
import type { AgentLog } from '../agent-log.ts'
import { type PodToken, readPodToken } from '../pod-token/read-pod-token.ts'
import type { PodTokenVerdict } from '../pod-token/verify-pod-token.ts'
import type { AgentMetrics } from '../probes/agent-metrics.ts'
import type { Timing } from '../timing.ts'
import { CallFailure } from '../upstream/call-failure.ts'
import type { EksAuth } from '../upstream/eks-auth.ts'
import type { FairQueue } from '../upstream/fair-queue.ts'
import type { PodCredentials } from '../upstream/read-assumed-role.ts'
import type { EndedPods } from './ended-pods.ts'
import { type Flight, flights } from './flights.ts'
import type { PodEntries } from './pod-entries.ts'
import { type PodEntry, podKey } from './pod-entry.ts'
import type { RefusedTokens } from './refused-tokens.ts'
import type { Renewer } from './renewer.ts'
import { tokenDigest } from './token-digest.ts'
import type { ToldChanges } from './told-changes.ts'

export interface CredentialKeeper {
  /**
   * Credentials for the holder of a token. `source` is whose turn it takes when they have to be fetched.
   * Throws, or rejects with, a `Fault`.
   */
  credentials(token: string, source: string): PodCredentials | Promise<PodCredentials>
  /** A pod has ended: what is held for it goes at once, and its tokens, though they have not ended, get nothing. */
  end(pod: { readonly uid: string }): void
}

export interface KeeperParts {
  readonly audiences: readonly string[]
  readonly entries: PodEntries
  readonly ended: EndedPods
  readonly refused: RefusedTokens
  readonly renewer: Renewer
  readonly told: ToldChanges
  readonly verify: (token: PodToken) => Promise<PodTokenVerdict>
  readonly upstream: EksAuth
  readonly queue: FairQueue
  readonly clock: Clock
  readonly random: Randomness
  readonly timing: Timing
  readonly log: AgentLog
  readonly metrics: AgentMetrics
}

/**
 * Who gets what is kept. An entry is given to a token that is, byte for byte, one that was accepted for its pod,
 * or to one whose signature was verified here. Any other goes to EKS Auth, whatever pod it names.
 */
export function credentialKeeper(parts: KeeperParts): CredentialKeeper {
  const { ended, entries, refused, renewer, told, upstream, queue, clock, timing, metrics, log } = parts
  /** By the pod where it is known and by the token where it is not. */
  const underWay = flights()

  function isUsable({ credentials }: PodEntry): boolean {
    return credentials.expiresAt - clock() > timing.leastRemainingMs
  }

  function give(entry: PodEntry): PodCredentials | Promise<PodCredentials> {
    entry.askedAt = clock()
    entries.touch(entry)
    metrics.cacheState('hit')
    if (entry.renewAt > entry.askedAt && !entry.isStale) return entry.credentials
    // In an outage a renewal was tried a moment ago, and what is held is what there is.
    const renewal = renewer.ask(entry)
    return renewal && !upstream.throttled()
      ? settled(renewal, timing.renewalWaitMs).then(() => afterRenewal(entry))
      : entry.credentials
  }

  function afterRenewal(entry: PodEntry): PodCredentials {
    if (entry.refusal) throw entry.refusal
    return entry.credentials
  }

  async function find(text: string, digest: Buffer, source: string): Promise<PodCredentials> {
    const reading = readPodToken(text, { audiences: parts.audiences, now: clock() })
    if (!reading.ok) throw reading.fault
    const recent = refused.get(digest, clock())
    if (recent) throw recent
    const { token } = reading
    if (ended.has(token.pod.podUid)) throw agentFault('ended-pod')
    const verdict = await parts.verify(token)
    if (!verdict.verified && verdict.fault) throw verdict.fault
    const key = podKey(token.pod)
    const held = verdict.verified ? entries.get(key) : undefined
    if (held && isUsable(held)) {
      adopt(held, token, digest)
      return give(held)
    }
    const name = verdict.verified ? key : digest.toString('latin1')
    const begin = () => fetchFor(token, digest, source)
    const entry = await landing(underWay.join(name, { digest, expiresAt: token.expiresAt }, begin))
    if (verdict.verified) adopt(entry, token, digest)
    return entry.credentials
  }

  function landing({ entry, stay }: Flight): Promise<PodEntry> {
    metrics.cacheState('miss')
    stay()
    return entry
  }

  function adopt(entry: PodEntry, token: PodToken, digest: Buffer): void {
    if (token.expiresAt > entry.token.expiresAt) entry.token = token
    entries.accept(entry, digest, token.expiresAt)
  }

  function fetchFor(token: PodToken, digest: Buffer, source: string): Flight {
    const mark = told.now()
    const { done, stay } = queue.run(source, () => upstream.assumeRole(token))
    return { entry: keep(done, mark, token, digest), stay }
  }

  async function keep(
    answer: Promise<PodCredentials>,
    mark: number,
    token: PodToken,
    digest: Buffer,
  ): Promise<PodEntry> {
    try {
      const credentials = await answer
      const now = clock()
      if (ended.has(token.pod.podUid)) throw agentFault('ended-pod')
      if (credentials.expiresAt - now <= timing.leastRemainingMs) throw agentFault('short-lived')
      const key = podKey(token.pod)
      const isStale = told.since(mark, token.pod)
      const renewAt = isStale ? now : renewer.timeFor(now, credentials.expiresAt)
      const fresh = { credentials, fetchedAt: now, askedAt: now, renewAt, isStale, isBehind: isStale }
      // Tokens that were accepted for the pod before stay its own.
      const entry = Object.assign(entries.get(key) ?? { key, pod: token.pod, token }, fresh)
      if (token.expiresAt > entry.token.expiresAt) entry.token = token
      entries.put(entry)
      entries.accept(entry, digest, token.expiresAt)
      const { roleArn, associationId } = credentials
      log.debug({ ...token.pod, roleArn, associationId }, 'credentials fetched')
      return entry
    } catch (error) {
      if (!(error instanceof CallFailure)) throw error
      if (error.meaning === 'final') refused.put(digest, error.fault, clock() + timing.refusalMs)
      throw error.fault
    }
  }

  return {
    credentials(text, source) {
      const digest = tokenDigest(text)
      const now = clock()
      const entry = entries.ofToken(digest, now)
      if (entry && isUsable(entry)) return give(entry)
      const flight = underWay.ofToken(digest, now)
      return flight ? landing(flight).then(({ credentials }) => credentials) : find(text, digest, source)
    },
    end({ uid }) {
      ended.end(uid)
      for (const entry of [...entries.values()]) if (entry.pod.podUid === uid) entries.delete(entry)
    },
  }
}

/** Waits for work, or no longer than `ms`. */
async function settled(work: Promise<void>, ms: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([work, promise])
  clearTimeout(timer)
}
