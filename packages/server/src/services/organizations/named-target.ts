import type { Fault } from '@rolecall/core'
import type { Organization } from '../../records/organization.ts'
import type { Reader } from '../../store/store.ts'
import { organizationsFaults } from './faults.ts'
import { organizationIds } from './organization-ids.ts'
import { type Target, targets } from './targets.ts'

type Kind = 'account' | 'root' | 'unit'

/**
 * What a call names by its id.
 *
 * @param kinds which of them the call takes.
 * @param missing the fault for one that is not there.
 * @throws Fault InvalidInputException for text that is no id of such a thing
 */
export async function namedTarget(
  id: string,
  kinds: readonly Kind[],
  missing: () => Fault,
  organization: Organization,
  reader: Reader,
): Promise<Target> {
  if (!kinds.some((kind) => organizationIds[kind].test(id))) throw organizationsFaults.invalidPattern()
  const target = await targets.find(id, organization, reader)
  if (!target) throw missing()
  return target
}
