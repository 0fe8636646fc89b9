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
  #masks: Masks | undefined

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
    if (this.length > short) return this.#findLong(other.codes, from, to, loose)
    for (let at = from; at + this.length <= to; at++) if (this.standsAt(other, at, loose)) return at
    return -1
  }

  /** Shift-and: bit i of the state says that the last i+1 codes fit the first i+1 of the run. */
  #findLong(codes: readonly number[], from: number, to: number, loose: boolean): number {
    this.#masks ??= masksOf(this.codes)
    const { dense, sparse } = this.#masks
    const any = dense.get(anyOne)!
    const last = this.length - 1
    let before: Uint32Array = new Uint32Array(any.length)
    let state: Uint32Array = new Uint32Array(any.length)
    for (let at = from; at < to; at++) {
      const code = codes[at]!
      const free = loose && code === anyOne
      const mask = dense.get(code) ?? any
      let carry = 1
      for (let word = 0; word < any.length; word++) {
        const shifted = (before[word]! << 1) | carry
        state[word] = free ? shifted : shifted & mask[word]!
        carry = before[word]! >>> 31
      }
      for (const place of sparse.get(code) ?? none) {
        const reached = place === 0 || hasBit(before, place - 1)
        if (reached) state[place >>> 5]! |= 1 << (place & 31)
      }
      if (hasBit(state, last)) return at - last
      const spare = before
      before = state
      state = spare
    }
    return -1
  }
}

interface Masks {
  /** Bits of the places where a code fits, for codes that stand at many. */
  readonly dense: ReadonlyMap<number, Uint32Array>
  /** The places themselves, for codes that stand at few. */
  readonly sparse: ReadonlyMap<number, readonly number[]>
}

const none: readonly number[] = []

function hasBit(bits: Uint32Array, place: number): boolean {
  return ((bits[place >>> 5]! >>> (place & 31)) & 1) === 1
}

function masksOf(codes: readonly number[]): Masks {
  const words = (codes.length + 31) >>> 5
  const places = new Map<number, number[]>([[anyOne, []]])
  codes.forEach((code, place) => {
    const known = places.get(code)
    if (known) known.push(place)
    else places.set(code, [place])
  })
  const any: Uint32Array = new Uint32Array(words)
  const set = (bits: Uint32Array, list: readonly number[]): Uint32Array => {
    for (const place of list) bits[place >>> 5]! |= 1 << (place & 31)
    return bits
  }
  set(any, places.get(anyOne)!)
  const dense = new Map<number, Uint32Array>([[anyOne, any]])
  // No more than 32 codes can stand at more places than there are words.
  for (const [code, list] of places) {
    if (code === anyOne || list.length <= words) continue
    dense.set(code, set(any.slice(), list))
    places.delete(code)
  }
  places.delete(anyOne)
  return { dense, sparse: places }
}
