import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { Policy } from '../document/policy.ts'
import { ArnShape } from '../match/arn-shape.ts'
import { cutResource } from '../match/cut-resource.ts'
import { cutTemplate } from '../match/cut-template.ts'
import { GlobShape } from '../match/glob-shape.ts'
import type { KnownRequest } from './known-request.ts'
import { relateAction } from './relate-action.ts'
import { relateResource } from './relate-resource.ts'

/** A statement and the policy it stands in. */
export type Placed = readonly [statement: CompiledStatement, policy: CompiledPolicy]

/**
 * Whether a Deny names all that each pattern of an Allow names of a request, leaving aside conditions and whom
 * they name. Errs to `false`.
 */
export function denyCovers([deny, denying]: Placed, [allow, allowing]: Placed, known: KnownRequest): boolean {
  return (
    coversActions(deny, allow, known) && coversResources(deny, denying.source, allow, allowing.source, known)
  )
}

function coversActions(deny: CompiledStatement, allow: CompiledStatement, { action }: KnownRequest): boolean {
  const names = (shape: GlobShape) => relateAction(deny.source.action, 'Deny', shape) === 'all'
  if (names(action.shape)) return true
  const { negated, patterns } = allow.source.action
  return (
    !negated &&
    patterns.every(({ value }) => names(new GlobShape(cutTemplate(value.toLowerCase(), false, true)!)))
  )
}

function coversResources(
  deny: CompiledStatement,
  denying: Policy,
  allow: CompiledStatement,
  allowing: Policy,
  known: KnownRequest,
): boolean {
  const element = deny.source.resource
  if (!element || relateResource(element, 'Deny', denying, known) === 'all') return true
  const own = allow.source.resource
  if (!own || own.negated || known.resource.text) return false
  return own.patterns.every((term) => {
    // A variable stands for any text here, which is more than it can be.
    const parts = cutResource(term, allowing)
    if (parts === undefined) return false
    const shape = parts === 'everything' ? ArnShape.everything : new ArnShape(parts)
    return (
      relateResource(element, 'Deny', denying, { ...known, resource: { ...known.resource, shape } }) === 'all'
    )
  })
}
