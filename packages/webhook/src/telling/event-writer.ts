import type { Clock } from '@rolecall/core'
import type { Event } from '@rolecall/kubernetes'
import type { Outcome } from '../outcome.ts'
import { eventOf, eventWords } from './event-of.ts'

export interface EventWriterOptions {
  readonly create: (event: Event) => Promise<unknown>
  /** Told of each Event: written, failed at the API server, or dropped since there are too many. */
  readonly count: (result: 'written' | 'failed' | 'dropped') => void
  readonly failed: (error: Error) => void
  /** Name of this process, such as its pod's. */
  readonly instance: string
  readonly clock: Clock
}

/** Milliseconds in which the same about one ServiceAccount is told once, with a count. */
const window = 60_000
/** Events a minute: who can make pods must not be able to fill etcd with our Events. */
const mostInWindow = 60
const mostMatters = 1000

interface Matter {
  outcome: Outcome
  pods: number
}

/**
 * Writes Events for outcomes that need a person. The first of a kind is written at once; what comes like it in the
 * next minute is told then in one. Never waits, never throws: a pod's answer does not depend on it.
 */
export function eventWriter(options: EventWriterOptions): (outcome: Outcome) => void {
  const { create, count, failed, instance, clock } = options
  const matters = new Map<string, Matter>()
  let budget = { minute: 0, written: 0 }

  const write = (matter: Matter) => {
    const event = eventOf(matter, instance, clock())
    if (!event) return
    const minute = Math.floor(clock() / window)
    if (budget.minute !== minute) budget = { minute, written: 0 }
    if (budget.written >= mostInWindow) return count('dropped')
    budget.written += 1
    create(event).then(
      () => count('written'),
      (error) => {
        count('failed')
        failed(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }
  const again = (key: string, matter: Matter) => {
    const { pods } = matter
    if (pods === 0) {
      matters.delete(key)
      return
    }
    matter.pods = 0
    write({ outcome: matter.outcome, pods })
    later(key, matter)
  }
  const later = (key: string, matter: Matter) => void setTimeout(() => again(key, matter), window).unref()

  return (outcome) => {
    if (outcome.dryRun || !eventWords[outcome.result]) return
    const key = JSON.stringify([outcome.result, outcome.namespace, outcome.serviceAccount])
    const matter = matters.get(key)
    if (matter) {
      matter.outcome = outcome
      matter.pods += 1
      return
    }
    if (matters.size >= mostMatters) return count('dropped')
    const fresh = { outcome, pods: 0 }
    matters.set(key, fresh)
    later(key, fresh)
    write({ outcome, pods: 1 })
  }
}
