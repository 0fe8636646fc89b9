import type { Named } from './named.ts'
import type { NamedPrincipals } from './named-principals.ts'
import type { Region } from './region.ts'

/**
 * Regions that together are a region: one for each pattern of an element that has several. `undefined` where there
 * is none such. A Deny in doubt applies beyond its patterns, and so do those that are listed to be left out.
 */
export function splitRegion(region: Region): Region[] | undefined {
  const actions = splitFirst(region.actions, splitNamed)
  if (actions) return actions.map((some) => ({ ...region, actions: some }))
  const resources = splitFirst(region.resources, splitNamed)
  if (resources) return resources.map((some) => ({ ...region, resources: some }))
  const principals = splitFirst(region.principals, splitPrincipals)
  return principals?.map((some) => ({ ...region, principals: some }))
}

function splitFirst<T>(sides: readonly T[], split: (side: T) => T[] | undefined): T[][] | undefined {
  for (const [at, side] of sides.entries()) {
    const parts = split(side)
    if (parts) return parts.map((part) => sides.with(at, part))
  }
  return undefined
}

function splitNamed<S>(named: Named<S>): Named<S>[] | undefined {
  const { effect, negated, patterns, unreadable } = named
  if (negated || patterns.length < 2) return undefined
  if (effect === 'Deny' && (unreadable || patterns.some(({ open }) => open))) return undefined
  return patterns.map((pattern) => ({ ...named, patterns: [pattern], unreadable: false }))
}

function splitPrincipals(named: NamedPrincipals): NamedPrincipals[] | undefined {
  const { effect, negated, entries } = named
  if (negated || entries.length < 2) return undefined
  if (effect === 'Deny' && entries.some(({ entry }) => entry === undefined)) return undefined
  return entries.map((entry) => ({ ...named, entries: [entry] }))
}
