import type { RequestContext } from '../context/request-context.ts'
import type { ArnText } from './arn-text.ts'
import type { Glob, GlobMatch } from './compile-glob.ts'

/**
 * Six globs, each for its own part, so that a `*` never runs over a colon except in the last part, which may
 * hold colons itself.
 *
 * Most patterns start with plain text that reaches beyond the fifth colon. Then that text alone refuses most
 * ARNs, read from its end, because the beginnings of ARNs are all alike.
 */
export class ArnPattern {
  /** Folded names of the keys its variables read. */
  readonly keys: readonly string[]
  readonly #globs: readonly Glob[]
  /** Plain text that an ARN must start with; empty when a part before the last is not plain. */
  readonly #head: string
  readonly #afterHead: 'nothing' | 'anything' | 'parts'
  readonly #everything: boolean

  constructor(globs: readonly Glob[], everything = false) {
    this.keys = globs.flatMap((glob) => glob.keys)
    this.#everything = everything
    const last = globs[5]
    // A variable may lack a value, which must be told apart from not matching: no short cut there.
    const fixed = this.keys.length > 0 ? undefined : fixedStart(globs)
    this.#head = fixed === undefined ? '' : fixed + last!.head
    const exact = fixed !== undefined && last!.literal !== undefined
    this.#afterHead = exact ? 'nothing' : fixed !== undefined && last!.headThenAll ? 'anything' : 'parts'
    // Where the beginning decides alone the parts are let go: a large policy holds thousands.
    this.#globs = this.#afterHead === 'parts' ? globs : none
  }

  matches(arn: ArnText, context: RequestContext): GlobMatch {
    if (this.#everything) return 'yes'
    const { text } = arn
    const head = this.#head
    if (head !== '') {
      for (let at = head.length - 1; at >= 0; at--) {
        if (text.charCodeAt(at) !== head.charCodeAt(at)) return 'no'
      }
      if (this.#afterHead === 'anything') return 'yes'
      if (this.#afterHead === 'nothing') return text.length === head.length ? 'yes' : 'no'
    }
    return this.#matchParts(arn, context)
  }

  #matchParts({ text, starts }: ArnText, context: RequestContext): GlobMatch {
    if (starts.length === 0) return 'no'
    let match: GlobMatch = 'yes'
    for (let part = 0; part < 6; part++) {
      const one = this.#globs[part]!.matches(text, starts[part]!, starts[part + 1]! - 1, context)
      if (one === 'no') return 'no'
      if (one === 'unresolved') match = 'unresolved'
    }
    return match
  }
}

const none: readonly Glob[] = []

/** The text of the first five parts with their colons when all are plain. */
function fixedStart(globs: readonly Glob[]): string | undefined {
  if (globs.length < 6) return undefined
  let fixed = ''
  for (const glob of globs.slice(0, 5)) {
    if (glob.literal === undefined) return undefined
    fixed += `${glob.literal}:`
  }
  return fixed.startsWith('arn:') ? fixed : undefined
}
