import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'

/**
 * A part of an ARN of a policy, or of a documented format, as the set of texts that fit it. What stands in `${…}`
 * can be anything, also nothing, and also where no variable could be read: `${` without an end is plain text.
 */
export function patternShape(text: string): GlobShape {
  // Up to the last brace each variable has an end, so that none is looked for in vain over and over.
  const end = text.lastIndexOf('}') + 1
  const filled = text.slice(0, end).replace(/\$\{[^}]*\}/g, '*') + text.slice(end)
  // Without variables every text can be cut.
  return new GlobShape(cutTemplate(filled, false, true)!)
}
