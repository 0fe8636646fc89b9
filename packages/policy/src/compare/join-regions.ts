import type { Region } from './region.ts'

/** Requests of both. */
export function joinRegions(one: Region, other: Partial<Region>): Region {
  const { actions = [], resources = [], principals = [], conditions = [] } = other
  return {
    actions: [...one.actions, ...actions],
    resources: [...one.resources, ...resources],
    principals: [...one.principals, ...principals],
    conditions: [...one.conditions, ...conditions],
  }
}
