import type { LastUse } from '../../../trail/last-use.ts'
import type { ServiceContext } from '../../service-context.ts'
import { trackingPeriod } from './tracking-period.ts'

/**
 * The latest use of anything by each unique id or access key id, from the trail. Who was not seen within the
 * tracking period is not in it.
 */
export async function latestUse(
  principals: readonly string[],
  { transaction, now }: ServiceContext,
): Promise<ReadonlyMap<string, LastUse>> {
  const latest = new Map<string, LastUse>()
  for (const use of await transaction.lastUses(principals)) {
    const before = latest.get(use.principal)
    if (use.time >= now - trackingPeriod && (!before || before.time < use.time)) {
      latest.set(use.principal, use)
    }
  }
  return latest
}
