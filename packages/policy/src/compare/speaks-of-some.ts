import type { WorkLimit } from '../match/work-limit.ts'
import { namesSome } from './names-some.ts'
import { namesSomePrincipals } from './names-some-principals.ts'
import { onlyValues } from './only-values.ts'
import type { Region } from './region.ts'

/** Whether a statement may apply to a request of a region. Errs to `true`. */
export function speaksOfSome(statement: Region, region: Region, limit: WorkLimit): boolean {
  return (
    statement.actions.every((own) => region.actions.every((its) => namesSome(own, its, limit))) &&
    statement.resources.every((own) => region.resources.every((its) => namesSome(own, its, limit))) &&
    statement.principals.every((own) =>
      region.principals.every((its) => namesSomePrincipals(own, its, limit)),
    ) &&
    !statement.conditions.some(
      (own) =>
        !limit.refused &&
        region.conditions.some((its) => onlyValues(its, own, limit)?.every((holds) => !holds)),
    )
  )
}
