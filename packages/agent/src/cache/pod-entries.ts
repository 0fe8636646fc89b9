import { timingSafeEqual } from 'node:crypto'
import type { PodEntry } from './pod-entry.ts'

/** A token that has been accepted for a pod, here by its signature or by EKS Auth. */
interface Acceptance {
  readonly digest: Buffer
  readonly entry: PodEntry
  /** When the token ends. */
  readonly expiresAt: number
}

export interface PodEntries {
  /** The entry of a pod. The caller has to know that whoever asks is that pod. */
  get(key: string): PodEntry | undefined
  /** The entry for which exactly this token was accepted, as long as the token has not ended. */
  ofToken(digest: Buffer, now: number): PodEntry | undefined
  /** From now on the token is the pod's. */
  accept(entry: PodEntry, digest: Buffer, expiresAt: number): void
  put(entry: PodEntry): void
  touch(entry: PodEntry): void
  delete(entry: PodEntry): void
  readonly size: number
  values(): IterableIterator<PodEntry>
}

/** A pod has two while its token is rotated, and more when containers ask for tokens of their own. */
const mostTokens = 4

/** The entries of pods, of which the one that was used longest ago makes room. */
export function podEntries(mostEntries: number, onEvicted: () => void): PodEntries {
  const entries = new Map<string, PodEntry>()
  const accepted = new Map<string, Acceptance>()
  const tokensOf = new Map<PodEntry, string[]>()

  function forget(name: string): void {
    const acceptance = accepted.get(name)
    if (!acceptance) return
    accepted.delete(name)
    const names = tokensOf.get(acceptance.entry)
    names?.splice(names.indexOf(name), 1)
  }

  function remove(entry: PodEntry): void {
    if (entries.get(entry.key) === entry) entries.delete(entry.key)
    for (const name of tokensOf.get(entry) ?? []) accepted.delete(name)
    tokensOf.delete(entry)
  }

  return {
    get: (key) => entries.get(key),
    ofToken(digest, now) {
      const name = digest.toString('latin1')
      const found = accepted.get(name)
      if (!found || !timingSafeEqual(found.digest, digest)) return undefined
      if (found.expiresAt > now) return found.entry
      forget(name)
      return undefined
    },
    accept(entry, digest, expiresAt) {
      if (entries.get(entry.key) !== entry) return
      const name = digest.toString('latin1')
      forget(name)
      const names = tokensOf.get(entry) ?? []
      tokensOf.set(entry, names)
      if (names.length >= mostTokens && names[0] !== undefined) forget(names[0])
      names.push(name)
      accepted.set(name, { digest, entry, expiresAt })
    },
    put(entry) {
      if (mostEntries === 0) return
      const former = entries.get(entry.key)
      if (former && former !== entry) remove(former)
      entries.delete(entry.key)
      entries.set(entry.key, entry)
      while (entries.size > mostEntries) {
        const [oldest] = entries.values()
        if (!oldest) break
        remove(oldest)
        onEvicted()
      }
    },
    touch(entry) {
      if (entries.get(entry.key) !== entry) return
      entries.delete(entry.key)
      entries.set(entry.key, entry)
    },
    delete: remove,
    get size() {
      return entries.size
    },
    values: () => entries.values(),
  }
}
