import { type Clock, type IssuerUrl, issuerUrl } from '@rolecall/core'
import { fetchKeySet } from './fetch-key-set.ts'
import type { FetchLike } from './fetch-text.ts'
import type { KeySet, KeySetReading } from './read-key-set.ts'
import { type Left, refill } from './refill.ts'
import { type KeySetRefusal, refuseKeySet } from './refuse-key-set.ts'

export interface RemoteKeySetsOptions {
  readonly fetch: FetchLike
  readonly clock: Clock
  /** Fetch over `http` from this machine; refused when left out. */
  readonly allowLoopbackHttp?: boolean
  /** For each of the two requests; 5 seconds when left out, AWS's own patience. */
  readonly timeoutMs?: number
}

export interface RemoteKeySets {
  /** The keys of the issuer a token names, fetched anew if `keyId` is not among those known. Never rejects. */
  get(issuer: string, keyId?: string): Promise<KeySetReading>
}

/** A set is served this long without asking whether it still holds. */
const freshMs = 5 * 60_000
/**
 * How often an issuer is asked, whatever key ids tokens invent: an issuer that rotates loses no call although it
 * was asked a moment ago, and a flood of unknown key ids makes no flood of fetches.
 */
const allowance = { most: 5, everyMs: 10_000 }
/** After a failure it is left alone for so long. */
const coolDownMs = 10_000
/** An outage may last this long. Later, a key that was withdrawn because it leaked would still be believed. */
const longestOutageMs = 24 * 3_600_000
/** Issuers kept in memory; the one asked for first is forgotten first. */
const mostIssuers = 1000

interface Entry {
  held?: { readonly keySet: KeySet; readonly at: number }
  /** When the issuer was last asked, and why that failed if it did. */
  triedAt?: number
  refusal?: KeySetRefusal | undefined
  /** What is left of the allowance. */
  left?: Left
  pending?: Promise<void> | undefined
}

/**
 * The key sets of issuers elsewhere. Whoever calls has made sure that the issuer is a registered provider:
 * the name comes out of a token nobody has verified, and an address is fetched because of it.
 */
export function remoteKeySets(options: RemoteKeySetsOptions): RemoteKeySets {
  const { fetch, clock, allowLoopbackHttp = false, timeoutMs = 5000 } = options
  const entries = new Map<string, Entry>()

  async function refresh(target: IssuerUrl, entry: Entry): Promise<void> {
    const now = clock()
    const { count, at } = refill(entry.left, now, allowance)
    entry.left = { count: count - 1, at }
    entry.triedAt = now
    const fetched = await fetchKeySet(fetch, target, timeoutMs)
    entry.pending = undefined
    entry.refusal = fetched.ok ? undefined : fetched.refusal
    if (fetched.ok) entry.held = { keySet: fetched.keySet, at: clock() }
  }

  return {
    async get(issuer, keyId) {
      const target = issuerUrl(issuer, { allowLoopbackHttp })
      if (!target) return refuseKeySet('bad-issuer')
      const entry = entryOf(entries, target)
      // A fetch that was under way may have begun before the key was published: then there is a second one.
      for (const isLast of [false, true]) {
        const need = needOf(entry, clock(), keyId)
        if (need === 'nothing') break
        const isOurs = entry.pending === undefined
        entry.pending ??= refresh(target, entry)
        if (need === 'background') break
        await entry.pending
        if (isOurs || isLast) break
      }
      return answerOf(entry, clock())
    },
  }
}

function entryOf(entries: Map<string, Entry>, { url }: IssuerUrl): Entry {
  const known = entries.get(url)
  if (known) return known
  const [oldest] = entries.keys()
  if (oldest !== undefined && entries.size >= mostIssuers) entries.delete(oldest)
  const entry: Entry = {}
  entries.set(url, entry)
  return entry
}

/** In an outage, keys that are held are served at once, and the issuer is asked again behind that. */
function needOf(entry: Entry, now: number, keyId: string | undefined): 'nothing' | 'wait' | 'background' {
  const { held, left, pending, refusal, triedAt } = entry
  const isServable = held !== undefined && age(held.at, now) < longestOutageMs
  const isKnown = isServable && (keyId === undefined || held.keySet.keys.some(({ kid }) => kid === keyId))
  if (isKnown && age(held.at, now) < freshMs) return 'nothing'
  if (!pending) {
    if (refusal && triedAt !== undefined && age(triedAt, now) < coolDownMs) return 'nothing'
    if (refill(left, now, allowance).count < 1) return 'nothing'
  }
  return isKnown && refusal ? 'background' : 'wait'
}

function answerOf({ held, refusal }: Entry, now: number): KeySetReading {
  if (held && age(held.at, now) < longestOutageMs) return { ok: true, keySet: held.keySet }
  return refusal ? { ok: false, refusal } : refuseKeySet('unreachable')
}

/** A clock that was set back makes everything old, rather than new until it has caught up. */
function age(then: number, now: number): number {
  return now < then ? Infinity : now - then
}
