import type { Term } from '../document/policy.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobPattern } from '../match/glob-pattern.ts'

/** Every value is compared with every pattern; longer lists than a policy can have are left alone. */
const longestList = 500

/** Each value that another one of the list covers; of equals the later. See {@link covers}, which this does many times. */
export function reportRedundant(
  terms: readonly Term[],
  fold: boolean,
  say: (message: string, at: Term) => void,
): void {
  if (terms.length > longestList) return
  const texts = terms.map((term) => (fold ? term.value.toLowerCase() : term.value))
  const globs = texts.flatMap((text, at) =>
    text.includes('*') ? [{ at, text, glob: new GlobPattern(cutTemplate(text, false, true)!) }] : [],
  )
  const covering = ({ text, glob }: (typeof globs)[number], inner: string) =>
    // A question mark of the outer pattern would take a star of the inner one for a single character.
    !(text.includes('?') && inner.includes('*')) && glob.fits(inner, 0, inner.length)
  const first = new Map<string, number>()
  texts.forEach((inner, index) => {
    const equal = first.get(inner)
    if (equal === undefined) first.set(inner, index)
    const by =
      equal ??
      globs.find((outer) => outer.text !== inner && covering(outer, inner) && !mutual(outer, index))?.at
    if (by !== undefined) say(`"${terms[index]!.value}" is covered by "${terms[by]!.value}"`, terms[index]!)
  })

  /** Two that say the same in different stars: the earlier stays. */
  function mutual(outer: (typeof globs)[number], index: number): boolean {
    const inner = globs.find(({ at }) => at === index)
    return outer.at > index && inner !== undefined && covering(inner, outer.text)
  }
}
