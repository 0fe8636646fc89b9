import { randomUUID } from 'node:crypto'
import type { Logger } from '../../logger.ts'
import type { Cluster } from '../../records/cluster.ts'
import type { Store } from '../../store/store.ts'
import { type AffectedServiceAccount, affectedServiceAccounts } from './affected-service-accounts.ts'
import { changeLog } from './change-log.ts'

export interface PodIdentityChanged {
  readonly cursor: string
  readonly isComplete: boolean
  readonly changes: readonly Pick<AffectedServiceAccount, 'namespace' | 'serviceAccount'>[]
}

/** Knows which ServiceAccounts may be given other credentials now than before. Kept in memory, for one run. */
export interface PodIdentityChanges {
  /**
   * What changed of a cluster since a cursor; when nothing did, waits for it.
   *
   * @param waitMs how long at most; less where many wait, and others of the same account make room.
   * @returns `undefined` when too many wait already, most of them of this account.
   */
  since(
    cluster: Pick<Cluster, 'account' | 'id'>,
    cursor: string | undefined,
    waitMs: number,
  ): Promise<PodIdentityChanged | undefined>
  /** Answers everybody who waits, and lets nobody wait from then on. */
  close(): void
}

/** As many as there are nodes in the largest clusters: each agent waits with one call. */
const usualMost = 5000

interface Tools {
  readonly store: Store
  readonly log: Logger
  /** Calls that wait at a time, of all accounts together. */
  readonly mostWaiting?: number
}

interface Waiting {
  readonly clusterId: string
  readonly account: string
}

/** Follows the commits of the store. */
export function podIdentityChanges({ store, log, mostWaiting = usualMost }: Tools): PodIdentityChanges {
  /** A cursor of another run means nothing here. */
  const run = randomUUID()
  const entries = changeLog<PodIdentityChanged['changes'][number]>()
  const waiting = new Map<() => void, Waiting>()
  let isClosed = false
  let following = Promise.resolve()
  const wake = (isConcerned: (clusterId: string) => boolean) => {
    for (const [release, { clusterId }] of waiting) if (isConcerned(clusterId)) release()
  }
  const stop = store.watch((changes) => {
    // One after another, so that cursors tell an order.
    following = following.then(async () => {
      try {
        const affected = await affectedServiceAccounts(changes, store.reader)
        if (affected === 'all') {
          entries.forget()
          wake(() => true)
          return
        }
        const concerned = new Set(affected.map(({ clusterId }) => clusterId))
        for (const { clusterId, namespace, serviceAccount } of affected)
          entries.add(clusterId, { namespace, serviceAccount })
        if (concerned.size > 0) wake((clusterId) => concerned.has(clusterId))
      } catch (error) {
        // Nobody may miss a change: who asks next is told that all may have changed.
        entries.forget()
        wake(() => true)
        log.error({ error }, 'changes of pod identities could not be told apart')
      }
    })
  })
  const read = (clusterId: string, cursor: string | undefined): PodIdentityChanged => {
    const [of, at] = (cursor ?? '').split('.')
    const changes =
      of === run && /^\d{1,15}$/.test(at ?? '') ? entries.since(clusterId, Number(at)) : undefined
    return { cursor: `${run}.${entries.latest()}`, isComplete: changes !== undefined, changes: changes ?? [] }
  }
  /** No account keeps others out: one that has fewer calls here takes the place of the oldest of who has most. */
  const makeRoom = (account: string): boolean => {
    if (waiting.size < mostWaiting) return true
    const counts = new Map<string, number>()
    for (const one of waiting.values()) counts.set(one.account, (counts.get(one.account) ?? 0) + 1)
    const most = Math.max(...counts.values())
    if ((counts.get(account) ?? 0) >= most) return false
    for (const [release, one] of waiting) {
      if (counts.get(one.account) !== most) continue
      release()
      return true
    }
    return false
  }
  return {
    async since({ account, id: clusterId }, cursor, waitMs) {
      const now = read(clusterId, cursor)
      if (!now.isComplete || now.changes.length > 0 || waitMs === 0 || isClosed) return now
      if (!makeRoom(account)) return undefined
      await new Promise<void>((resolve) => {
        const release = () => {
          clearTimeout(timer)
          waiting.delete(release)
          resolve()
        }
        const timer = setTimeout(release, waitMs)
        waiting.set(release, { clusterId, account })
      })
      return read(clusterId, cursor)
    },
    close() {
      isClosed = true
      stop()
      wake(() => true)
    },
  }
}
