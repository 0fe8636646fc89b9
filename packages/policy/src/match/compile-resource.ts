import type { RequestContext } from '../context/request-context.ts'
import type { PatternElement, Policy, Term } from '../document/policy.ts'
import { ArnPattern } from './arn-pattern.ts'
import type { ArnText } from './arn-text.ts'
import { compileGlob, type GlobMatch } from './compile-glob.ts'
import { cutResource } from './cut-resource.ts'

export interface ResourceMatcher {
  matches(arn: ArnText, context: RequestContext): boolean
  /** The index of the first pattern that names the resource, or -1. */
  named(arn: ArnText, context: RequestContext): number
  /** Whether a pattern cannot be read, or a variable of one has no value in this request. */
  doubt(arn: ArnText, context: RequestContext): 'unreadable' | 'unresolved' | undefined
  readonly keys: readonly string[]
}

/**
 * Compiles Resource or NotResource of a statement.
 *
 * A pattern whose variable has no value matches no resource. Under NotResource that would make an Allow
 * reach everything, so there the statement counts against the caller: an Allow does not apply, a Deny does.
 * So it is, under either name, with a pattern that cannot be read at all, or whose variable reads a key that
 * the request says twice with different values.
 */
export function compileResource(
  element: PatternElement,
  effect: 'Allow' | 'Deny',
  policy: Pick<Policy, 'kind' | 'version'>,
): ResourceMatcher {
  const patterns = element.patterns.map((term) => compilePattern(term, policy))
  const keys = patterns.flatMap((pattern) => pattern?.keys ?? [])
  const deny = effect === 'Deny'
  const named = (arn: ArnText, context: RequestContext) =>
    patterns.findIndex((pattern) => matchOne(pattern, arn, context) === 'yes')
  const unreadable = patterns.includes(undefined)
  const doubt = (arn: ArnText, context: RequestContext) => {
    if (unreadable) return 'unreadable'
    if (keys.length === 0) return undefined
    if (context.anyAmbiguous(keys)) return 'unreadable'
    return patterns.some((pattern) => pattern?.matches(arn, context) === 'unresolved')
      ? 'unresolved'
      : undefined
  }
  const matches = (arn: ArnText, context: RequestContext): boolean => {
    let inDoubt = false
    for (const pattern of patterns) {
      const match = matchOne(pattern, arn, context)
      if (match === 'yes') return !element.negated
      if (match === 'unreadable' || (match === 'unresolved' && element.negated)) inDoubt = true
    }
    if (inDoubt) return deny
    return element.negated && (deny || patterns.length > 0)
  }
  return { matches, named, doubt, keys }
}

function matchOne(
  pattern: ArnPattern | undefined,
  arn: ArnText,
  context: RequestContext,
): GlobMatch | 'unreadable' {
  if (!pattern || (pattern.keys.length > 0 && context.anyAmbiguous(pattern.keys))) return 'unreadable'
  return pattern.matches(arn, context)
}

function compilePattern(term: Term, policy: Pick<Policy, 'kind' | 'version'>): ArnPattern | undefined {
  const parts = cutResource(term, policy)
  if (parts === 'everything') return new ArnPattern([], true)
  return parts && new ArnPattern(parts.map((part) => compileGlob(part)))
}
