import type { ArnText } from './arn-text.ts'
import type { Token } from './cut-template.ts'
import { GlobShape } from './glob-shape.ts'

/** A pattern of ARNs taken as the set of texts that fit it: six shapes, or any text at all. */
export class ArnShape {
  static readonly everything: ArnShape = new ArnShape('everything')
  /** No text fits: its first part cannot be `arn`. */
  readonly isEmpty: boolean
  readonly #parts: readonly GlobShape[]

  /** Of six parts, as cut from a pattern; a variable stands for any text. */
  constructor(parts: readonly (readonly Token[])[] | 'everything') {
    this.#parts = parts === 'everything' ? [] : parts.map((part) => new GlobShape(part))
    this.isEmpty = parts !== 'everything' && !this.#parts[0]!.meets(arn)
  }

  /** The shape that one text alone fits; a text that is no ARN has none. */
  static of({ text, starts }: ArnText): ArnShape | undefined {
    if (starts.length === 0) return undefined
    return new ArnShape(
      [0, 1, 2, 3, 4, 5].map((at) => [
        { type: 'literal', text: text.slice(starts[at], starts[at + 1]! - 1) },
      ]),
    )
  }

  covers(other: ArnShape): boolean {
    if (this.#parts.length === 0) return true
    if (other.#parts.length === 0 || this.isEmpty) return false
    // The first part is `arn`, however it is written.
    return this.#parts.every((part, at) => at === 0 || part.covers(other.#parts[at]!))
  }

  meets(other: ArnShape): boolean {
    if (this.isEmpty || other.isEmpty) return false
    if (this.#parts.length === 0 || other.#parts.length === 0) return true
    return this.#parts.every((part, at) => at === 0 || part.meets(other.#parts[at]!))
  }
}

const arn = new GlobShape([{ type: 'literal', text: 'arn' }])
