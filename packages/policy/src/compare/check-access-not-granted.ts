import type { CompiledPolicy } from '../compile/compiled-policy.ts'
import type { ArnShape } from '../match/arn-shape.ts'
import { WorkLimit } from '../match/work-limit.ts'
import type { AccessCheck } from './access-check.ts'
import { isCovered } from './is-covered.ts'
import { joinRegions } from './join-regions.ts'
import { mostSteps } from './most-steps.ts'
import type { Named } from './named.ts'
import { namedActions } from './named-actions.ts'
import { namedResources } from './named-resources.ts'
import { namesSome } from './names-some.ts'
import { regionOf } from './region.ts'

/** Any of the actions on any of the resources; left out, any at all. Written as policies write them. */
export interface Access {
  readonly actions?: readonly string[] | undefined
  readonly resources?: readonly string[] | undefined
}

/**
 * Whether a policy, taken alone, grants nothing of the listed accesses to anyone, under whatever conditions. That it
 * passes is right always; that it does not may be wrong, because each pattern must be taken back by one Deny.
 * A listed resource that cannot be read stands for any.
 */
export function checkAccessNotGranted(policy: CompiledPolicy, accesses: readonly Access[]): AccessCheck {
  const limit = new WorkLimit(mostSteps)
  const denies = policy.denies.map((statement) => regionOf(statement, policy))
  const asked = accesses.map(({ actions, resources }) => ({
    actions: actions ? [namedActions(actions)] : [],
    resources: resources ? [listed(resources, policy)] : [],
  }))
  const reasons = policy.allows.flatMap((statement) => {
    const region = regionOf(statement, policy)
    const granted = asked.some(
      ({ actions, resources }) =>
        limit.refused ||
        (actions.every((some) => namesSome(region.actions[0]!, some, limit)) &&
          resources.every((some) => namesSome(region.resources[0]!, some, limit)) &&
          !isCovered(joinRegions(region, { actions, resources }), denies, limit)),
    )
    return granted ? [{ statement: statement.index, sid: statement.sid, denied: false }] : []
  })
  return { passes: reasons.length === 0, reasons, exhausted: limit.refused }
}

/** Variables may stand for any text. */
function listed(resources: readonly string[], { kind }: CompiledPolicy): Named<ArnShape> {
  const named = namedResources(resources, { kind, version: '2012-10-17' })
  return named.unreadable
    ? { ...named, patterns: namedResources(undefined, { kind, version: '2012-10-17' }).patterns }
    : named
}
