import { cutTemplate } from '../match/cut-template.ts'
import { GlobPattern } from '../match/glob-pattern.ts'

/** Whether every text that `inner` names is named by `outer` too. May miss some, never claims one wrongly. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner) return true
  // A question mark of the outer pattern would take a star of the inner one for a single character.
  if (!outer.includes('*') || (outer.includes('?') && inner.includes('*'))) return false
  return new GlobPattern(cutTemplate(outer, false, true)!).fits(inner, 0, inner.length)
}
