import type { WorkLimit } from '../match/work-limit.ts'
import { namesSome } from './names-some.ts'
import type { Region } from './region.ts'
import { speaksOfAll } from './speaks-of-all.ts'
import { splitRegion } from './split-region.ts'

/** Whether to each request of a region one of the statements applies. Errs to `false`. */
export function isCovered(region: Region, statements: readonly Region[], limit: WorkLimit): boolean {
  if (isEmpty(region, limit)) return true
  if (statements.length === 0 || limit.refused) return false
  if (statements.some((statement) => speaksOfAll(statement, region, limit))) return true
  return splitRegion(region)?.every((part) => isCovered(part, statements, limit)) ?? false
}

/** Whether what has to be named by several is named by none: that no action is, or no resource. */
function isEmpty({ actions, resources }: Region, limit: WorkLimit): boolean {
  const [action, ...actionsToo] = actions
  const [resource, ...resourcesToo] = resources
  return (
    (action !== undefined && actionsToo.some((other) => !namesSome(action, other, limit))) ||
    (resource !== undefined && resourcesToo.some((other) => !namesSome(resource, other, limit)))
  )
}
