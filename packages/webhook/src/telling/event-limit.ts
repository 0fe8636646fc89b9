import type { Clock } from '@rolecall/core'

const minuteMs = 60_000
/** Events a minute: who can make pods must not be able to fill etcd with our Events. */
const most = 60
/** One namespace has no more of them. */
const mostOfNamespace = 10
/** So many of them are for namespaces that have had none for `quietMinutes`. */
const kept = 30
const quietMinutes = 10

/**
 * Whether a namespace may have another Event now. A noisy one silences itself, many noisy ones no quiet one, and where
 * all are noisy, as in an outage, those that were told nothing have their turn in the next minutes. Remembers as many
 * namespaces as there were Events in ten minutes.
 */
export function eventLimit(clock: Clock): (namespace: string) => boolean {
  const told = new Map<string, { minute: number; events: number }>()
  let minute = Number.NaN
  let written = 0
  let unkept = 0

  const begin = (now: number) => {
    for (const [namespace, last] of told) {
      // A clock that was set back makes all of them old.
      if (last.minute > now || now - last.minute >= quietMinutes) told.delete(namespace)
    }
    minute = now
    written = 0
    unkept = 0
  }

  return (namespace) => {
    const now = Math.floor(clock() / minuteMs)
    if (now !== minute) begin(now)
    const last = told.get(namespace)
    const events = last?.minute === minute ? last.events : 0
    const isFull = written >= most || (last !== undefined && unkept >= most - kept)
    if (isFull || events >= mostOfNamespace) return false
    told.set(namespace, { minute, events: events + 1 })
    written += 1
    if (last) unkept += 1
    return true
  }
}
