import type { PatternElement } from '../document/policy.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'
import { relatePatterns } from '../match/relate-patterns.ts'
import type { Relation } from '../match/relation.ts'

const shapes = new WeakMap<PatternElement, readonly GlobShape[]>()

/** Which of the actions that a request may be Action or NotAction of a statement names. */
export function relateAction(element: PatternElement, effect: 'Allow' | 'Deny', known: GlobShape): Relation {
  const named = relateAny(shapesOf(element), known)
  if (!element.negated) return named
  // As where one action is known: an empty list excepts nothing for a Deny, and fails closed for an Allow.
  if (element.patterns.length === 0) return effect === 'Deny' ? 'all' : 'none'
  return named === 'some' ? 'some' : named === 'all' ? 'none' : 'all'
}

function relateAny(patterns: readonly GlobShape[], known: GlobShape): Relation {
  const relations = patterns.map((pattern) => relatePatterns(pattern, known))
  if (relations.includes('all')) return 'all'
  return relations.includes('some') ? 'some' : 'none'
}

/** Made once for an element, which never changes. */
function shapesOf(element: PatternElement): readonly GlobShape[] {
  const made =
    shapes.get(element) ??
    element.patterns.map((term) => new GlobShape(cutTemplate(term.value.toLowerCase(), false, true)!))
  shapes.set(element, made)
  return made
}
