import type { Clock } from '@rolecall/core'
import type { Event } from '@rolecall/kubernetes'
import type { Outcome } from '../outcome.ts'
import { eventLimit } from './event-limit.ts'
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
/** Kept at a time. One namespace has no more of them than a tenth of the places that it leaves. */
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
  /** How many of them each namespace has. */
  const held = new Map<string, number>()
  const mayWrite = eventLimit(clock)

  const write = (matter: Matter) => {
    const event = eventOf(matter, instance, clock())
    if (!event) return
    if (!mayWrite(matter.outcome.namespace)) return count('dropped')
    create(event).then(
      () => count('written'),
      (error) => {
        count('failed')
        failed(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }
  const forget = (key: string, { namespace }: Outcome) => {
    matters.delete(key)
    const others = (held.get(namespace) ?? 1) - 1
    if (others === 0) held.delete(namespace)
    else held.set(namespace, others)
  }
  const again = (key: string, matter: Matter) => {
    const { pods } = matter
    if (pods === 0) return forget(key, matter.outcome)
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
    const own = held.get(outcome.namespace) ?? 0
    if (own >= (mostMatters - matters.size) / 10) return count('dropped')
    const fresh = { outcome, pods: 0 }
    matters.set(key, fresh)
    held.set(outcome.namespace, own + 1)
    later(key, fresh)
    write({ outcome, pods: 1 })
  }
}
