import type { PatternElement, Policy } from '../document/policy.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { cutResource } from '../match/cut-resource.ts'
import type { Token } from '../match/cut-template.ts'
import { relatePatterns } from '../match/relate-patterns.ts'
import type { Relation } from '../match/relation.ts'
import type { KnownRequest } from './known-request.ts'

interface Pattern {
  readonly parts: readonly (readonly Token[])[] | 'everything'
  readonly keys: readonly string[]
  /** When it has no variables. */
  readonly shape: ArnShape | undefined
}

const read = new WeakMap<PatternElement, readonly (Pattern | undefined)[]>()

/**
 * Which of the requests that a partly known one may be Resource or NotResource of a statement speaks of. The
 * rules for what cannot be read or has no value are those of `compileResource`.
 */
export function relateResource(
  element: PatternElement,
  effect: 'Allow' | 'Deny',
  policy: Pick<Policy, 'kind' | 'version'>,
  known: KnownRequest,
): Relation {
  const { negated } = element
  const deny = effect === 'Deny'
  let hit: Relation = 'none'
  let unreadable = false
  let perhapsUnreadable = false
  for (const pattern of patternsOf(element, policy)) {
    if (!pattern || known.context.anyAmbiguous(pattern.keys)) {
      unreadable = true
      continue
    }
    const open = pattern.keys.some((key) => known.isUnknown(key))
    const shape = pattern.shape ?? fill(pattern, known)
    if (open || (!shape && negated)) perhapsUnreadable = true
    if (!shape) continue
    const relation = relate(shape, known)
    if (relation === 'all' && !open) hit = 'all'
    else if (relation !== 'none' && hit === 'none') hit = 'some'
  }
  const answers = new Set<boolean>()
  if (hit !== 'none') answers.add(!negated)
  if (hit !== 'all') {
    if (!unreadable) answers.add(negated && (deny || element.patterns.length > 0))
    if (unreadable || perhapsUnreadable) answers.add(deny)
  }
  return answers.size > 1 ? 'some' : answers.has(true) ? 'all' : 'none'
}

function relate(shape: ArnShape, { resource }: KnownRequest): Relation {
  // A text that is no ARN fits no pattern but the one of everything.
  if (!resource.shape) return shape === ArnShape.everything ? 'all' : 'none'
  return relatePatterns(shape, resource.shape)
}

/** Puts values in the place of variables, leaving open those that are not known; `undefined` if one has none. */
function fill({ parts }: Pattern, { context, isUnknown }: KnownRequest): ArnShape | undefined {
  let isUnresolved = false
  const value = (token: Token): Token => {
    if (token.type !== 'variable' || isUnknown(token.key)) return token
    const text = context.single(token.key) ?? token.fallback
    if (text === undefined) isUnresolved = true
    return text === undefined ? token : { type: 'literal', text }
  }
  const filled = parts === 'everything' ? parts : parts.map((part) => part.map(value))
  return isUnresolved ? undefined : new ArnShape(filled)
}

function patternsOf(
  element: PatternElement,
  policy: Pick<Policy, 'kind' | 'version'>,
): readonly (Pattern | undefined)[] {
  const known = read.get(element)
  if (known) return known
  const patterns = element.patterns.map((term): Pattern | undefined => {
    const parts = cutResource(term, policy)
    if (parts === undefined) return undefined
    if (parts === 'everything') return { parts, keys: [], shape: ArnShape.everything }
    const keys = parts.flat().flatMap((token) => (token.type === 'variable' ? [token.key] : []))
    return { parts, keys, shape: keys.length === 0 ? new ArnShape(parts) : undefined }
  })
  read.set(element, patterns)
  return patterns
}
