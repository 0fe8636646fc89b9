import type { Clock } from './clock.ts'

const againMs = 60_000
const mostKept = 1024

/**
 * Lets each kind of thing be told once a minute: answers how often it came unsaid since it was told last, or
 * `undefined` when it is not yet to be told again. What goes round in a loop must not fill a disk.
 */
export function toldRarely(clock: Clock): (kind: string) => { readonly since?: number } | undefined {
  const told = new Map<string, { readonly at: number; since: number }>()

  return (kind) => {
    const last = told.get(kind)
    if (last && Math.abs(clock() - last.at) < againMs) {
      last.since += 1
      return undefined
    }
    told.delete(kind)
    const [oldest] = told.keys()
    if (told.size >= mostKept && oldest !== undefined) told.delete(oldest)
    told.set(kind, { at: clock(), since: 0 })
    return last?.since ? { since: last.since } : {}
  }
}
