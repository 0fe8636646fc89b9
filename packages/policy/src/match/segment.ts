import { LiteralRun } from './literal-run.ts'
import { ShiftAnd } from './shift-and.ts'

/** In a segment's codes: any one character. */
const anyOne = -1
/** Up to this length a plain search is bounded well enough. */
const short = 32

/**
 * A run of characters and `?` between two `*`. Searching a text costs a character at most
 *
 *     32 steps                      for runs of up to 32, tried at each place
 *     2 steps                       for longer runs without `?`
 *     1 step each 32 of the run     for longer runs with `?`, bit-parallel
 *
 * so no pattern can make a search explode.
 */
export class Segment {
  static readonly anyOne: number = anyOne
  readonly codes: readonly number[]
  readonly length: number
  #run: LiteralRun | undefined
  #long: ShiftAnd | undefined

  constructor(codes: readonly number[]) {
    this.codes = codes
    this.length = codes.length
  }

  /** Whether it stands at `at`. The caller has made sure that it fits. */
  standsAt(text: string, at: number): boolean {
    const codes = this.codes
    for (let index = 0; index < codes.length; index++) {
      const code = codes[index]!
      if (code !== anyOne && code !== text.charCodeAt(at + index)) return false
    }
    return true
  }

  /** The first place at or after `from` where it stands and ends by `to`, or -1. */
  find(text: string, from: number, to: number): number {
    if (this.length > short) {
      if (this.codes.includes(anyOne)) {
        this.#long ??= new ShiftAnd(this.codes)
        return this.#long.find((at) => text.charCodeAt(at), from, to)
      }
      this.#run ??= new LiteralRun(this.codes)
      return this.#run.find(text, from, to)
    }
    for (let at = from; at + this.length <= to; at++) if (this.standsAt(text, at)) return at
    return -1
  }
}
