import type { Clock, Fault, Randomness } from '@rolecall/core'
import type { AgentLog } from '../agent-log.ts'
import { fraction } from '../fraction.ts'
import type { AgentMetrics } from '../probes/agent-metrics.ts'
import type { Timing } from '../timing.ts'
import { CallFailure } from '../upstream/call-failure.ts'
import type { EksAuth } from '../upstream/eks-auth.ts'
import type { FairQueue } from '../upstream/fair-queue.ts'
import type { PodEntries } from './pod-entries.ts'
import type { PodEntry } from './pod-entry.ts'
import { renewalTime } from './renewal-time.ts'
import type { AssociationMatch, ToldChanges } from './told-changes.ts'

export interface Renewer {
  /** When credentials that came at `fetchedAt` and end at `expiresAt` are to be renewed. */
  timeFor(fetchedAt: number, expiresAt: number): number
  /** Renews an entry now, unless that was tried a moment ago. Never rejects. */
  ask(entry: PodEntry): Promise<void> | undefined
  /** Renews every entry of the pods that match, each within `spreadMs`, and drops those nobody asks for. */
  change(match: AssociationMatch, spreadMs: number): void
  /** Renews in the background what is due, and drops what has ended. */
  sweep(): void
}

export interface RenewerParts {
  readonly entries: PodEntries
  readonly upstream: EksAuth
  /** For pods that wait. */
  readonly queue: FairQueue
  /** For what nobody waits for. */
  readonly background: FairQueue
  readonly told: ToldChanges
  /** Credentials are kept no longer than this before they are renewed; 0 renews none in the background. */
  readonly retentionMs: number
  /** Renewals in the background, a second. */
  readonly qps: number
  readonly clock: Clock
  readonly random: Randomness
  readonly timing: Timing
  readonly log: AgentLog
  readonly metrics: AgentMetrics
}

/** Keeps what is held fresh, for pods that still ask and whose token still holds. */
export function renewer(parts: RenewerParts): Renewer {
  const {
    entries,
    upstream,
    queue,
    background,
    told,
    retentionMs,
    qps,
    clock,
    random,
    timing,
    log,
    metrics,
  } = parts
  let allowance = qps

  const timeFor = (fetchedAt: number, expiresAt: number) =>
    renewalTime(fetchedAt, expiresAt, retentionMs || Infinity, timing, random)

  /** A pod asks at least once in the life of what it holds. One that did not is gone, or has no use for it. */
  const isAskedFor = ({ askedAt, fetchedAt, credentials }: PodEntry) =>
    clock() - askedAt < credentials.expiresAt - fetchedAt

  function start(entry: PodEntry, lane: FairQueue): Promise<void> {
    entry.renewal ??= renew(entry, lane).finally(() => {
      entry.renewal = undefined
    })
    return entry.renewal
  }

  async function renew(entry: PodEntry, lane: FairQueue): Promise<void> {
    const mark = told.now()
    // Whatever comes of it, the next one who asks does not wait for the same again.
    entry.isStale = false
    try {
      const credentials = await lane.run('renewal', () => upstream.assumeRole(entry.token)).done
      const now = clock()
      if (credentials.expiresAt - now <= timing.leastRemainingMs) return later(entry, 'short-lived')
      entry.credentials = credentials
      entry.fetchedAt = now
      entry.isStale = told.since(mark, entry.pod)
      entry.renewAt = entry.isStale ? now : timeFor(now, credentials.expiresAt)
      entry.isBehind = entry.isStale
      log.debug({ ...entry.pod, roleArn: credentials.roleArn }, 'credentials renewed')
    } catch (error) {
      if (!(error instanceof CallFailure)) return later(entry, (error as Fault).name)
      if (error.meaning !== 'final') return later(entry, error.code)
      entry.refusal = error.fault
      entries.delete(entry)
      metrics.cacheError('NonRecoverable', error.code)
      metrics.cacheState('evicted')
      log.warn({ ...entry.pod, reason: error.message }, 'credentials dropped: EKS Auth refuses the pod')
    }
  }

  function later(entry: PodEntry, code: string): void {
    const again = entry.isBehind ? timing.changesAgainMs : timing.renewAgainMs
    entry.renewAt = clock() + again * (1 + fraction(random))
    metrics.cacheError('Recoverable', code)
    log.warn({ ...entry.pod, reason: code }, 'credentials could not be renewed; those held go on')
  }

  function drop(entry: PodEntry): void {
    entries.delete(entry)
    metrics.cacheState('evicted')
  }

  return {
    timeFor,
    ask(entry) {
      if (entry.renewal) return entry.renewal
      const isWanted = entry.renewAt <= clock() || entry.isStale
      if (!isWanted || entry.token.expiresAt <= clock()) return undefined
      return start(entry, queue)
    },
    change(match, spreadMs) {
      told.tell(match)
      for (const entry of [...entries.values()]) {
        if (!match(entry.pod)) continue
        if (!isAskedFor(entry) || entry.token.expiresAt <= clock()) {
          drop(entry)
          continue
        }
        entry.isStale = true
        entry.isBehind = true
        entry.renewAt = clock() + spreadMs * fraction(random)
        if (spreadMs === 0) void start(entry, background)
      }
    },
    sweep() {
      const now = clock()
      allowance = Math.min(Math.max(1, qps), allowance + (qps * timing.sweepMs) / 1000)
      for (const entry of [...entries.values()]) {
        if (entry.credentials.expiresAt - now <= timing.leastRemainingMs) drop(entry)
        else if (entry.renewAt > now || entry.renewal || entry.token.expiresAt <= now) continue
        else if (entry.isStale) void start(entry, background)
        else if ((retentionMs > 0 || entry.isBehind) && isAskedFor(entry) && allowance >= 1) {
          allowance -= 1
          void start(entry, background)
        }
      }
    },
  }
}
