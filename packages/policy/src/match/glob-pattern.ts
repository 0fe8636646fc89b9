import type { Token } from './cut-template.ts'
import { Segment } from './segment.ts'

/**
 * Literal runs, `*` and `?`. The first run is fixed to the start, the last to the end, and each run between
 * is taken where it first stands, which is right because a later `*` can only gain from an earlier place.
 * A `?` is one UTF-16 unit; `*` is any characters at all, also line ends.
 */
export class GlobPattern {
  readonly #head: Segment
  readonly #middle: readonly Segment[]
  readonly #tail: Segment | undefined

  /** Variables must have been replaced already. */
  constructor(tokens: readonly Token[]) {
    const runs: number[][] = [[]]
    for (const token of tokens) {
      const run = runs[runs.length - 1]!
      if (token.type === 'star') runs.push([])
      else if (token.type === 'any') run.push(Segment.anyOne)
      else if (token.type === 'literal')
        for (let at = 0; at < token.text.length; at++) run.push(token.text.charCodeAt(at))
    }
    this.#head = new Segment(runs[0]!)
    this.#tail = runs.length > 1 ? new Segment(runs[runs.length - 1]!) : undefined
    this.#middle = runs.slice(1, -1).flatMap((run) => (run.length > 0 ? [new Segment(run)] : []))
  }

  fits(text: string, from: number, to: number): boolean {
    const head = this.#head
    const tail = this.#tail
    if (!tail) return to - from === head.length && head.standsAt(text, from)
    const end = to - tail.length
    let at = from + head.length
    if (at > end || !head.standsAt(text, from) || !tail.standsAt(text, end)) return false
    for (const segment of this.#middle) {
      const found = segment.find(text, at, end)
      if (found < 0) return false
      at = found + segment.length
    }
    return true
  }
}
