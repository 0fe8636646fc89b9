import { LiteralRun } from './literal-run.ts'

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
  #masks: Map<number, Uint32Array> | undefined

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
      if (this.codes.includes(anyOne)) return this.#findLong(text, from, to)
      this.#run ??= new LiteralRun(this.codes)
      return this.#run.find(text, from, to)
    }
    for (let at = from; at + this.length <= to; at++) if (this.standsAt(text, at)) return at
    return -1
  }

  /** Shift-and: bit i of the state says that the last i+1 characters fit the first i+1 codes. */
  #findLong(text: string, from: number, to: number): number {
    this.#masks ??= masksOf(this.codes)
    const masks = this.#masks
    const words = (this.length + 31) >>> 5
    const state = new Uint32Array(words)
    const other = masks.get(anyOne)!
    const last = (this.length - 1) & 31
    for (let at = from; at < to; at++) {
      const mask = masks.get(text.charCodeAt(at)) ?? other
      let carry = 1
      for (let word = 0; word < words; word++) {
        const before = state[word]!
        state[word] = ((before << 1) | carry) & mask[word]!
        carry = before >>> 31
      }
      if ((state[words - 1]! >>> last) & 1) return at - this.length + 1
    }
    return -1
  }
}

function masksOf(codes: readonly number[]): Map<number, Uint32Array> {
  const words = (codes.length + 31) >>> 5
  const masks = new Map<number, Uint32Array>()
  const any = new Uint32Array(words)
  codes.forEach((code, index) => {
    if (code === anyOne) any[index >>> 5]! |= 1 << (index & 31)
  })
  masks.set(anyOne, any)
  codes.forEach((code, index) => {
    if (code === anyOne) return
    const mask = masks.get(code) ?? any.slice()
    mask[index >>> 5]! |= 1 << (index & 31)
    masks.set(code, mask)
  })
  return masks
}
