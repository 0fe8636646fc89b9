const star = -1
const anyOne = -2

/** A text of a policy, or a documented format, as codes of characters with codes for wildcards between them. */
export class PatternCodes {
  static readonly star: number = star
  static readonly anyOne: number = anyOne
  /** No two stars stand together. */
  readonly codes: readonly number[]

  /** What stands in `${…}` can be anything, also nothing. */
  constructor(text: string) {
    const codes: number[] = []
    const lastBrace = text.lastIndexOf('}')
    for (let at = 0; at < text.length; at++) {
      const variable = at < lastBrace && text.startsWith('${', at)
      if (variable) at = text.indexOf('}', at)
      if (variable || text[at] === '*') {
        if (codes.at(-1) !== star) codes.push(star)
      } else codes.push(text[at] === '?' ? anyOne : text.charCodeAt(at))
    }
    this.codes = codes
  }
}
