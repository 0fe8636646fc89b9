import { ShiftAnd } from './shift-and.ts'

/** In the codes of a run: any one character. */
const anyOne = -1
/** Up to this length a plain search is bounded well enough. */
const short = 32

/**
 * A run of a pattern, looked for in a run of another pattern: both are plain characters and `?`. A `?` of the
 * pattern fits whatever stands there. A `?` of the other fits `?` alone, or anything when the search is `loose`:
 * then it asks whether one text fits both, else whether every text of the other fits.
 *
 * A search costs 32 steps a character for runs of up to 32, else one step each 32 of the run (bit-parallel); its
 * tables take room in proportion to the run, however many different characters that has.
 */
export class CodeRun {
  static readonly anyOne: number = anyOne
  readonly codes: readonly number[]
  readonly length: number
  #long: ShiftAnd | undefined

  constructor(codes: readonly number[]) {
    this.codes = codes
    this.length = codes.length
  }

  /** Whether it stands at `at`; the caller has made sure that it fits. */
  standsAt(other: CodeRun, at: number, loose: boolean): boolean {
    for (let index = 0; index < this.length; index++) {
      const code = this.codes[index]!
      const there = other.codes[at + index]!
      if (code !== anyOne && code !== there && !(loose && there === anyOne)) return false
    }
    return true
  }

  /** The first place at or after `from` where it stands and ends by `to`, or -1. */
  find(other: CodeRun, from: number, to: number, loose: boolean): number {
    if (this.length > short) {
      this.#long ??= new ShiftAnd(this.codes)
      return this.#long.find((at) => other.codes[at]!, from, to, loose)
    }
    for (let at = from; at + this.length <= to; at++) if (this.standsAt(other, at, loose)) return at
    return -1
  }
}
