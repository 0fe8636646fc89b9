import { CodeRun } from './code-run.ts'
import type { Token } from './cut-template.ts'

/**
 * A pattern taken as the set of texts that fit it, to be held against another pattern.
 *
 * It is kept as runs of characters and `?` with gaps between them. A gap is where a `*` stands; any `?` beside
 * it only says how long the gap must at least be, because `?*` and `*?` are the same. So a run with a gap on one
 * side has a plain character there.
 *
 *     meets    one text fits both. Exact. Where both have a gap only beginnings and ends can collide: what
 *              stands between goes into the gap of the other.
 *     covers   every text of the other fits. A `yes` is right always; a `no` is right where no `?` stands
 *              beside a `*` of this pattern, because a text with characters that no pattern names, however
 *              many for each `*`, then fits only if all do.
 *
 * Both take each run where it first stands, which is right because a later gap can only gain from an earlier
 * place. The cost is that of searching each run once ({@link CodeRun}).
 */
export class GlobShape {
  readonly #runs: readonly CodeRun[]
  /** Least length of what stands between a run and the next. */
  readonly #gaps: readonly number[]

  /** A variable stands for any text. */
  constructor(tokens: readonly Token[]) {
    const runs: number[][] = [[]]
    const gaps: number[] = []
    let ones = 0
    let gap = false
    const flush = () => {
      if (gap) {
        gaps.push(ones)
        runs.push([])
      } else for (; ones > 0; ones--) runs[runs.length - 1]!.push(CodeRun.anyOne)
      ones = 0
      gap = false
    }
    for (const token of tokens) {
      if (token.type === 'any') ones++
      else if (token.type !== 'literal') gap = true
      else if (token.text !== '') {
        flush()
        const run = runs[runs.length - 1]!
        for (let at = 0; at < token.text.length; at++) run.push(token.text.charCodeAt(at))
      }
    }
    flush()
    this.#runs = runs.map((codes) => new CodeRun(codes))
    this.#gaps = gaps
  }

  covers(other: GlobShape): boolean {
    if (this.#gaps.length > 0) return this.#fitsInto(other, false)
    return other.#gaps.length === 0 && this.#isAsLong(other, false)
  }

  meets(other: GlobShape): boolean {
    if (other.#gaps.length === 0) {
      return this.#gaps.length === 0 ? this.#isAsLong(other, true) : this.#fitsInto(other, true)
    }
    if (this.#gaps.length === 0) return other.#fitsInto(this, true)
    return endsAgree(this.#runs[0]!, other.#runs[0]!, 0) && endsAgree(this.#last, other.#last, 1)
  }

  get #last(): CodeRun {
    return this.#runs[this.#runs.length - 1]!
  }

  #isAsLong(other: GlobShape, loose: boolean): boolean {
    const [own, its] = [this.#runs[0]!, other.#runs[0]!]
    return own.length === its.length && own.standsAt(its, 0, loose)
  }

  /** Lays the runs into those of the other in order; places count the characters the other has at least. */
  #fitsInto(other: GlobShape, loose: boolean): boolean {
    const [head, tail, first, final] = [this.#runs[0]!, this.#last, other.#runs[0]!, other.#last]
    if (head.length > first.length || !head.standsAt(first, 0, loose)) return false
    if (tail.length > final.length || !tail.standsAt(final, final.length - tail.length, loose)) return false
    const starts = other.#starts()
    const end = starts[starts.length - 1]! + final.length - tail.length
    let place = head.length
    let into = 0
    for (let index = 1; index < this.#runs.length - 1; index++) {
      const run = this.#runs[index]!
      const from = place + this.#gaps[index - 1]!
      let found = -1
      for (; into < starts.length; into++) {
        const start = starts[into]!
        const its = other.#runs[into]!
        found = run.find(its, Math.max(0, from - start), Math.min(its.length, end - start), loose)
        if (found < 0) continue
        place = start + found + run.length
        break
      }
      if (found < 0) return false
    }
    return end - place >= this.#gaps[this.#gaps.length - 1]!
  }

  #starts(): number[] {
    const starts = [0]
    this.#gaps.forEach((gap, index) => {
      starts.push(starts[index]! + this.#runs[index]!.length + gap)
    })
    return starts
  }
}

/** Whether two runs agree where both reach, laid side by side from their beginnings (0) or ends (1). */
function endsAgree(one: CodeRun, other: CodeRun, side: 0 | 1): boolean {
  const length = Math.min(one.length, other.length)
  const cut = ({ codes }: CodeRun) =>
    new CodeRun(side === 0 ? codes.slice(0, length) : codes.slice(codes.length - length))
  return cut(one).standsAt(cut(other), 0, true)
}
