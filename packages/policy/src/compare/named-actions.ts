import { anyAction } from '../match/any-action.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'
import type { Named } from './named.ts'

/** Actions by patterns as policies write them. */
export function namedActions(
  texts: readonly string[],
  negated = false,
  effect: 'Allow' | 'Deny' = 'Allow',
): Named<GlobShape> {
  const patterns = texts.map((one) => {
    const text = one.toLowerCase()
    return { text, shape: new GlobShape(cutTemplate(text, false, true)!), open: false }
  })
  return { effect, negated, patterns, unreadable: false, all: anyAction }
}
