import type { WorkLimit } from '../match/work-limit.ts'
import { implies } from './implies.ts'
import { namesAll } from './names-all.ts'
import { namesAllPrincipals } from './names-all-principals.ts'
import type { Region } from './region.ts'

/** Whether a statement applies to every request of a region. Errs to `false`. */
export function speaksOfAll(statement: Region, region: Region, limit: WorkLimit): boolean {
  return (
    statement.actions.every((own) => region.actions.some((its) => namesAll(own, its, limit))) &&
    statement.resources.every((own) => region.resources.some((its) => namesAll(own, its, limit))) &&
    statement.principals.every((own) =>
      region.principals.some((its) => namesAllPrincipals(own, its, limit)),
    ) &&
    statement.conditions.every((own) => region.conditions.some((its) => implies(its, own, limit)))
  )
}
