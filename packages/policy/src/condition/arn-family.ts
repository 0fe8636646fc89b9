import { type ArnText, arnText } from '../match/arn-text.ts'
import { compileArnPattern } from '../match/compile-arn-pattern.ts'
import { cutTemplate } from '../match/cut-template.ts'
import type { OperatorFamily } from './operator-family.ts'

/** ARNs, part by part with wildcards in each. ArnEquals and ArnLike are the same. */
export const arnFamily: OperatorFamily<ArnText> = {
  type: 'arn',
  subject(text) {
    const arn = arnText(text)
    return arn.starts.length > 0 ? arn : undefined
  },
  compile(term, variables) {
    const tokens = cutTemplate(term.value, variables, true)
    const pattern = tokens && compileArnPattern(tokens, false)
    return (
      pattern && {
        test: (subject, context) => pattern.matches(subject, context) === 'yes',
        keys: pattern.keys,
      }
    )
  },
}
