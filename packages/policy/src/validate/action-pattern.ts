import { cutTemplate } from '../match/cut-template.ts'
import { GlobPattern } from '../match/glob-pattern.ts'

/**
 * Compiles a pattern of actions, where `*` and `?` are wildcards and case does not matter. The answer takes names in
 * lower case.
 *
 * @example
 * actionPattern('s3:Get*')('s3:getobject') // true
 */
export function actionPattern(pattern: string): (foldedAction: string) => boolean {
  const folded = pattern.toLowerCase()
  if (!/[*?]/.test(folded)) return (action) => action === folded
  const glob = new GlobPattern(cutTemplate(folded, false, true)!)
  return (action) => glob.fits(action, 0, action.length)
}
