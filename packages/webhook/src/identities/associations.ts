import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@rolecall/core'
import { backOff } from '@rolecall/kubernetes'
import type { SourceReport } from '../source.ts'
import type { PodIdentities } from './identities-file.ts'

/** Lists who has an association: all of the cluster, or one if it has. */
export type ListAssociations = (
  one: { readonly namespace: string; readonly serviceAccount: string } | undefined,
  signal: AbortSignal,
) => Promise<readonly { readonly namespace: string; readonly serviceAccount: string }[]>

export interface Associations extends PodIdentities {
  /** Asks for one that is not in what was read last. `undefined` when no answer came. Never rejects. */
  ask(namespace: string, serviceAccount: string): Promise<boolean | undefined>
}

export interface AssociationsOptions {
  readonly list: ListAssociations
  /** Milliseconds between two readings, and how long a `no` is remembered. */
  readonly every: number
  readonly report: SourceReport
  readonly clock: Clock
  readonly signal: AbortSignal
}

const name = 'associations'
/** Milliseconds a pod waits for the answer about one. */
const patience = 1000
/** Questions about single ServiceAccounts in one second: EKS throttles an account, and that is everybody in it. */
const mostAsked = 5
const mostRemembered = 10_000

/**
 * The EKS Pod Identity associations of a cluster, read again and again. While EKS throttles or is away, those that
 * were read last stay in force.
 */
export function associations({ list, every, report, clock, signal }: AssociationsOptions): Associations {
  let known = new Set<string>()
  let current: number | undefined
  const without = new Map<string, number>()
  const asking = new Map<string, Promise<boolean | undefined>>()
  let window = { second: 0, asked: 0 }
  const keyOf = (one: { namespace: string; serviceAccount: string }) =>
    `${one.namespace}/${one.serviceAccount}`
  const failed = (error: unknown) =>
    report.failed(name, error instanceof Error ? error : new Error(String(error)))

  const go = async () => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        known = new Set((await list(undefined, signal)).map(keyOf))
        current = clock()
        failures = 0
        report.read(name)
      } catch (error) {
        if (signal.aborted) return
        failures += 1
        failed(error)
      }
      const pause = failures > 0 ? backOff(failures) : every
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {})
    }
  }
  const one = async (namespace: string, serviceAccount: string): Promise<boolean | undefined> => {
    const key = `${namespace}/${serviceAccount}`
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(patience)])
      const there = (await list({ namespace, serviceAccount }, within)).some((found) => keyOf(found) === key)
      if (there) known.add(key)
      else {
        if (without.size >= mostRemembered) without.clear()
        without.set(key, clock() + every)
      }
      return there
    } catch (error) {
      if (!signal.aborted) failed(error)
      return undefined
    }
  }
  void go()
  return {
    name,
    synced: () => current !== undefined,
    size: () => known.size,
    current: () => current,
    has: (namespace, serviceAccount) => known.has(`${namespace}/${serviceAccount}`),
    async ask(namespace, serviceAccount) {
      const key = `${namespace}/${serviceAccount}`
      if (known.has(key)) return true
      if ((without.get(key) ?? 0) > clock()) return false
      const second = Math.floor(clock() / 1000)
      if (window.second !== second) window = { second, asked: 0 }
      const before = asking.get(key)
      if (before) return before
      if (window.asked >= mostAsked) return undefined
      window.asked += 1
      const asked = one(namespace, serviceAccount).finally(() => asking.delete(key))
      asking.set(key, asked)
      return asked
    },
  }
}
