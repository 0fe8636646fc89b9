/** In the codes of a run: any one character. */
const anyOne = -1

/**
 * A search for a long run of characters and `?`: one step each 32 of the run for a character (bit-parallel), with
 * tables that take room in proportion to the run, however many different characters that has.
 */
export class ShiftAnd {
  readonly #length: number
  readonly #masks: Masks

  constructor(codes: readonly number[]) {
    this.#length = codes.length
    this.#masks = masksOf(codes)
  }

  /**
   * The first place at or after `from` where it stands and ends by `to`, or -1.
   *
   * @param codeAt what is searched: characters, or the codes of another run, whose `?` fits anything when `loose`.
   */
  find(codeAt: (at: number) => number, from: number, to: number, loose = false): number {
    // Bit i of the state says that the last i+1 codes fit the first i+1 of the run.
    const { dense, sparse } = this.#masks
    const any = dense.get(anyOne)!
    const last = this.#length - 1
    let before: Uint32Array = new Uint32Array(any.length)
    let state: Uint32Array = new Uint32Array(any.length)
    for (let at = from; at < to; at++) {
      const code = codeAt(at)
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
