import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import { WorkLimit } from '../match/work-limit.ts'
import type { AccessCheck } from './access-check.ts'
import { isCovered } from './is-covered.ts'
import { joinRegions } from './join-regions.ts'
import { mostSteps } from './most-steps.ts'
import { type Region, regionOf } from './region.ts'
import { speaksOfAll } from './speaks-of-all.ts'
import { speaksOfSome } from './speaks-of-some.ts'
import { splitRegion } from './split-region.ts'

/**
 * Whether a policy allows nothing that another one of its kind does not, each taken alone: every request to which an
 * Allow of it applies and no Deny of it is one to which an Allow of the existing one applies, that names the caller
 * as closely, and no Deny.
 *
 * That it passes is right always; that it does not may be wrong, because each pattern of an Allow must lie in one
 * statement of the existing policy, and conditions are held against each other one by one ({@link implies}).
 *
 * @throws TypeError for policies of two kinds.
 */
export function checkNoNewAccess(newer: CompiledPolicy, existing: CompiledPolicy): AccessCheck {
  if (newer.kind !== existing.kind) throw new TypeError('policies of two kinds cannot be compared')
  const limit = new WorkLimit(mostSteps)
  const regions = (policy: CompiledPolicy, effect: 'allows' | 'denies') =>
    policy[effect].map((statement) => regionOf(statement, policy))
  const own = regions(newer, 'denies')
  const allows = regions(existing, 'allows')
  const denies = regions(existing, 'denies')

  /** What is new of a region: nothing, what no Allow covers, or what a Deny keeps from being allowed. */
  const newOf = (region: Region): 'nothing' | 'allowed' | 'denied' => {
    // Who is at the end of the limit does not go on to find out for each statement that nothing is found out.
    if (limit.refused) return 'allowed'
    if (own.some((deny) => speaksOfAll(deny, region, limit))) return 'nothing'
    if (allows.some((allow) => speaksOfAll(allow, region, limit))) {
      const lost = denies.some(
        (deny) => speaksOfSome(deny, region, limit) && !isCovered(joinRegions(region, deny), own, limit),
      )
      return lost ? 'denied' : 'nothing'
    }
    const parts = allows.length + own.length > 0 ? splitRegion(region) : undefined
    if (!parts) return 'allowed'
    for (const part of parts) {
      const found = newOf(part)
      if (found !== 'nothing') return found
    }
    return 'nothing'
  }

  const reasons = newer.allows.flatMap((statement) => {
    const found = newOf(regionOf(statement, newer))
    const { index, sid } = statement
    return found === 'nothing' ? [] : [{ statement: index, sid, denied: found === 'denied' }]
  })
  return { passes: reasons.length === 0, reasons, exhausted: limit.refused }
}
