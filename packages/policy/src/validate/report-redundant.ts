import type { Term } from '../document/policy.ts'
import { covers } from './covers.ts'

/** Every value is compared with every other; longer lists than a policy can have are left alone. */
const longestList = 500

/** Each value that another one of the list covers; of equals the later. */
export function reportRedundant(
  terms: readonly Term[],
  fold: boolean,
  say: (message: string, at: Term) => void,
): void {
  if (terms.length > longestList) return
  const texts = terms.map((term) => (fold ? term.value.toLowerCase() : term.value))
  texts.forEach((inner, index) => {
    const by = texts.findIndex(
      (outer, at) => at !== index && covers(outer, inner) && (at < index || !covers(inner, outer)),
    )
    if (by >= 0) say(`"${terms[index]!.value}" is covered by "${terms[by]!.value}"`, terms[index]!)
  })
}
