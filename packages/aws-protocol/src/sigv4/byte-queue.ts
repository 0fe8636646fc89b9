/**
 * Pieces of a body, read in other portions than they came. What is handed out is never written again, so it
 * needs no copy; memory is at most twice what waits, however small the pieces are.
 */
export class ByteQueue {
  #bytes: Uint8Array = new Uint8Array()
  #start = 0
  #end = 0

  get length(): number {
    return this.#end - this.#start
  }

  add(piece: Uint8Array): void {
    if (this.length === 0) {
      // The piece belongs to whoever sent it: it is full, so nothing is ever appended to it.
      this.#bytes = piece
      this.#start = 0
      this.#end = piece.length
      return
    }
    if (this.#end + piece.length > this.#bytes.length) {
      const grown = new Uint8Array(2 * (this.length + piece.length))
      grown.set(this.#bytes.subarray(this.#start, this.#end))
      this.#end = this.length
      this.#start = 0
      this.#bytes = grown
    }
    this.#bytes.set(piece, this.#end)
    this.#end += piece.length
  }

  /** Exactly `count` bytes, or `undefined` while there are fewer. */
  take(count: number): Uint8Array | undefined {
    if (this.length < count) return undefined
    this.#start += count
    return this.#bytes.subarray(this.#start - count, this.#start)
  }

  /** What is there of the next `count` bytes, or `undefined` when nothing is. */
  takeUpTo(count: number): Uint8Array | undefined {
    return this.length === 0 ? undefined : this.take(Math.min(count, this.length))
  }

  /**
   * The text before the next CRLF. `undefined` while it has not come; `null` when it is longer than `longest`
   * bytes or ends in a bare LF.
   */
  takeLine(longest: number): string | undefined | null {
    const window = this.#bytes.subarray(this.#start, Math.min(this.#end, this.#start + longest + 2))
    const at = window.indexOf(10)
    if (at < 0) return window.length > longest + 1 ? null : undefined
    const line = Buffer.from(this.take(at + 1)!).toString('latin1')
    return line.endsWith('\r\n') ? line.slice(0, -2) : null
  }
}
