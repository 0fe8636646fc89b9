/**
 * A long run of plain characters, found in one pass over the text however the two are made up
 * (Knuth, Morris and Pratt): after a mismatch the longest beginning that also ends here is kept.
 */
export class LiteralRun {
  readonly #codes: readonly number[]
  readonly #kept: Int32Array

  constructor(codes: readonly number[]) {
    this.#codes = codes
    this.#kept = new Int32Array(codes.length)
    let length = 0
    for (let at = 1; at < codes.length; at++) {
      while (length > 0 && codes[at] !== codes[length]) length = this.#kept[length - 1]!
      if (codes[at] === codes[length]) length++
      this.#kept[at] = length
    }
  }

  /** The first place at or after `from` where it stands and ends by `to`, or -1. */
  find(text: string, from: number, to: number): number {
    const codes = this.#codes
    let length = 0
    for (let at = from; at < to; at++) {
      const code = text.charCodeAt(at)
      while (length > 0 && code !== codes[length]) length = this.#kept[length - 1]!
      if (code === codes[length]) length++
      if (length === codes.length) return at - length + 1
    }
    return -1
  }
}
