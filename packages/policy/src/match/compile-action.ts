import type { PatternElement } from '../document/policy.ts'
import { compileGlob, type Glob } from './compile-glob.ts'
import { cutTemplate } from './cut-template.ts'

export interface ActionMatcher {
  /** `action` in lower case. */
  matches(action: string): boolean
  /** The index of the first pattern that names the action, or -1. */
  named(action: string): number
}

/** Compiles Action or NotAction. Case is ignored, `*` and `?` are wildcards, variables do not exist here. */
export function compileAction(element: PatternElement, effect: 'Allow' | 'Deny'): ActionMatcher {
  const literals = new Map<string, number>()
  const globs: { glob: Glob; index: number }[] = []
  element.patterns.forEach((term, index) => {
    const text = term.value.toLowerCase()
    if (text.includes('*') || text.includes('?')) {
      globs.push({ glob: compileGlob(cutTemplate(text, false, true)!), index })
    } else if (!literals.has(text)) {
      literals.set(text, index)
    }
  })
  const only = globs.length === 0 && literals.size === 1 ? [...literals.keys()][0] : undefined
  const named = (action: string): number => {
    const literal = literals.get(action)
    if (literal !== undefined) return literal
    for (const { glob, index } of globs) {
      if (glob.matchesAll || glob.matches(action, 0, action.length, noContext) === 'yes') return index
    }
    return -1
  }
  if (element.negated) {
    // An empty list that excepts nothing: all for a Deny, and nothing for an Allow, which fails closed.
    const empty = element.patterns.length === 0
    return { named, matches: (action) => (empty ? effect === 'Deny' : named(action) < 0) }
  }
  if (only !== undefined) return { named, matches: (action) => action === only }
  return { named, matches: (action) => named(action) >= 0 }
}

/** Action patterns hold no variables, so nothing is ever read from it. */
const noContext = undefined as never
