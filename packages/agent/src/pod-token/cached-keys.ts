import type { Clock } from '@rolecall/core'
import { type KeySet, type KeySetReading, readKeySet } from '@rolecall/tokens'
import type { AgentLog } from '../agent-log.ts'
import type { KeySource } from './key-source.ts'

export interface CachedKeysOptions {
  readonly name: string
  /** The JSON Web Key Set, as text or as what it stands for. */
  readonly load: () => Promise<string | object>
  readonly clock: Clock
  readonly log: AgentLog
  /** The source is read no more often than this, whatever key ids tokens invent; 10 seconds when left out. */
  readonly coolDownMs?: number
}

/** Read again after this, known key or not: a key that was withdrawn must not be believed for long. */
const freshMs = 5 * 60_000

/** Keys read from somewhere and kept. While they cannot be read, those held go on to be believed. */
export function cachedKeys({ name, load, clock, log, coolDownMs = 10_000 }: CachedKeysOptions): KeySource {
  let held: KeySet | undefined
  let triedAt: number | undefined
  let pending: Promise<void> | undefined

  async function refresh(): Promise<void> {
    triedAt = clock()
    const reading = await load().then(readKeySet, unreadable)
    pending = undefined
    if (reading.ok) held = reading.keySet
    else log.warn({ source: name, reason: reading.refusal.message }, 'no keys to verify tokens with')
  }

  return {
    name,
    async keys(_issuer, keyId) {
      const since = triedAt === undefined ? Infinity : Math.abs(clock() - triedAt)
      const isKnown = held?.keys.some(({ kid }) => keyId === undefined || kid === keyId)
      if (pending || since > freshMs || (!isKnown && since > coolDownMs)) {
        pending ??= refresh()
        if (!isKnown) await pending
      }
      return held && { keySet: held }
    },
  }
}

function unreadable(error: unknown): KeySetReading {
  return { ok: false, refusal: { code: 'unreachable', message: (error as Error).message } }
}
