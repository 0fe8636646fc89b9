import type { CompiledPolicy, CompiledStatement } from '../compile/compiled-policy.ts'
import type { ArnShape } from '../match/arn-shape.ts'
import type { GlobShape } from '../match/glob-shape.ts'
import { principalEntries } from '../principal/principal-entries.ts'
import type { Named } from './named.ts'
import { namedActions } from './named-actions.ts'
import type { NamedPrincipals } from './named-principals.ts'
import { namedResources } from './named-resources.ts'
import type { PlacedCondition } from './placed-condition.ts'

/** Requests that fit all of this: what a statement speaks of, or what several do. */
export interface Region {
  readonly actions: readonly Named<GlobShape>[]
  readonly resources: readonly Named<ArnShape>[]
  /** None in policies of principals, which name nobody. */
  readonly principals: readonly NamedPrincipals[]
  readonly conditions: readonly PlacedCondition[]
}

/** What a statement speaks of; each list but the last then holds at most one. */
export function regionOf({ source, conditions }: CompiledStatement, policy: CompiledPolicy): Region {
  const { effect, action, resource, principal } = source
  const { version } = policy.source
  const texts = action.patterns.map(({ value }) => value)
  const resources = resource?.patterns.map(({ value }) => value)
  return {
    actions: [namedActions(texts, action.negated, effect)],
    resources: [namedResources(resources, policy.source, resource?.negated, effect)],
    principals: principal
      ? [{ effect, negated: principal.negated, entries: entriesOf(principal, effect, policy) }]
      : [],
    conditions: conditions.map((compiled) => ({ compiled, effect, version })),
  }
}

function entriesOf(
  element: NonNullable<CompiledStatement['source']['principal']>,
  effect: 'Allow' | 'Deny',
  { kind, binding }: CompiledPolicy,
): NamedPrincipals['entries'] {
  const entries = principalEntries(element, effect, kind, binding)
  return element.entries.map(({ type, term }, at) => ({
    text: `${type} ${term.value}`,
    entry: entries[at],
  }))
}
